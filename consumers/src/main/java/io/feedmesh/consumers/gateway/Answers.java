package io.feedmesh.consumers.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Writes whole answers. */
final class Answers {
  private Answers() {}

  /** A line of text, which is not to be kept. */
  static void text(Reply reply, int status, String message, Map<String, String> fields) {
    HttpFields.Mutable headers = reply.fields();
    headers.put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    fields.forEach(headers::put);
    ByteBuffer body = ByteBuffer.wrap((message + "\n").getBytes(StandardCharsets.UTF_8));
    reply.send(status, body, body.remaining());
  }
}
