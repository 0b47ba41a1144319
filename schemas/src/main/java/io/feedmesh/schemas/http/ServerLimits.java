package io.feedmesh.schemas.http;

import java.time.Duration;

/**
 * What a role's HTTP server takes from those who connect to it. Immutable.
 *
 * @param requestDeadline how long a connection may take to bring the next whole request header, and
 *     then the whole body of that request; also how long an idle connection is kept. A client that
 *     sends a byte now and then gains nothing.
 * @param anyTarget whether request targets reach the handlers as they were sent, also those with
 *     encoded slashes, empty segments and the like, which are refused with 400 otherwise. Only for
 *     handlers that read the target themselves.
 * @param http2 whether HTTP/2 is spoken in clear, too, with those who know or ask (RFC 9113,
 *     section 3.3; RFC 7540, section 3.2)
 */
public record ServerLimits(Duration requestDeadline, boolean anyTarget, boolean http2) {
  /** 15 s, and only unambiguous targets. */
  public static final ServerLimits DEFAULT = new ServerLimits(Duration.ofSeconds(15), false, false);

  /** Checks. */
  public ServerLimits {
    if (requestDeadline.compareTo(Duration.ofMillis(10)) < 0) {
      throw new IllegalArgumentException(
          "request deadline: expected at least 10 ms, found " + requestDeadline);
    }
  }

  /** With HTTP/1 only. */
  public ServerLimits(Duration requestDeadline, boolean anyTarget) {
    this(requestDeadline, anyTarget, false);
  }
}
