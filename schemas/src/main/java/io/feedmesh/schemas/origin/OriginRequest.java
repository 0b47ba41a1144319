package io.feedmesh.schemas.origin;

import io.feedmesh.schemas.config.Durations;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.util.Map;

/**
 * One GET to an origin, redirects included, or a POST of a form. Immutable.
 *
 * @param url where to
 * @param headers fields to send, values byte for byte as ISO 8859-1; the ones that carry
 *     credentials are left out when a redirect leads to another host
 * @param timeout most time for everything: name, connection, redirects, body
 * @param maxBytes most bytes of the body, before content decoding as well as after
 * @param form what to POST, as application/x-www-form-urlencoded; null for a GET. It follows only
 *     redirects that keep the method (307, 308; RFC 9110, section 15.4), and is never sent twice
 *     over a connection that broke
 */
public record OriginRequest(
    FeedUrl url, Map<String, String> headers, Duration timeout, long maxBytes, String form) {
  /** Checks and copies. */
  public OriginRequest {
    headers = Map.copyOf(headers);
    if (timeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "timeout: expected at least 1 ms, found " + Durations.text(timeout));
    }
    if (maxBytes < 1 || maxBytes > Integer.MAX_VALUE - 64) {
      throw new IllegalArgumentException(
          "largest body: expected 1 byte to 2 GiB, found " + maxBytes + " bytes");
    }
  }

  /** A GET. */
  public OriginRequest(FeedUrl url, Map<String, String> headers, Duration timeout, long maxBytes) {
    this(url, headers, timeout, maxBytes, null);
  }
}
