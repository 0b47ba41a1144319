package io.feedmesh.docker.demo;

import io.feedmesh.schemas.body.Bodies;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What is answered to a request.
 *
 * @param contentType media type (RFC 9110, section 8.3)
 * @param body before gzip; not to be changed
 * @param modified for Last-Modified
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record Document(String contentType, byte[] body, Instant modified) {
  static Document html(String html, Instant modified) {
    return new Document(
        "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8), modified);
  }

  /** A weak validator, so that it holds for the gzipped body as well (RFC 9110, section 8.8.3). */
  String etag() {
    byte[] hash = Bodies.hash(body).bytes();
    return "W/\"" + HexFormat.of().formatHex(hash, 0, 12) + "\"";
  }
}
