package io.feedmesh.streams.parse;

import io.feedmesh.schemas.record.OriginResponse;
import java.time.Instant;
import java.util.Objects;

/**
 * A document to be parsed.
 *
 * @param document its bytes after content decoding: may be megabytes, so not copied, and not
 *     changed
 * @param url where it was found, the base of its relative links (RFC 3986, section 5.1.3)
 * @param contentType Content-Type as the origin sent it, or null
 * @param fetchedAt when it was fetched, past which dates are not believed for long; or null
 */
@SuppressWarnings("ArrayRecordComponent")
public record ParseRequest(byte[] document, String url, String contentType, Instant fetchedAt) {
  /** A document of which nobody knows when it was fetched. */
  public ParseRequest(byte[] document, String url, String contentType) {
    this(document, url, contentType, null);
  }

  /**
   * A document as its origin sent it: the base of its links is Content-Location, where there is one
   * (RFC 2557, section 5), else where it was found.
   */
  public static ParseRequest of(byte[] document, OriginResponse origin, Instant fetchedAt) {
    String location = origin.getContentLocation();
    String url = location == null ? origin.getUrl() : Links.resolve(origin.getUrl(), location);
    return new ParseRequest(document, url, origin.getContentType(), fetchedAt);
  }

  /** Checks that the document and its address are there. */
  public ParseRequest {
    Objects.requireNonNull(document, "document");
    Objects.requireNonNull(url, "url");
  }
}
