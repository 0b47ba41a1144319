package io.feedmesh.schemas.http;

import io.feedmesh.schemas.config.Durations;
import java.time.Duration;

/**
 * What a role's HTTP server takes from those who connect to it. Immutable.
 *
 * @param requestDeadline how long a connection may take to bring the next whole request header, and
 *     then the whole body of that request; also how long an idle connection is kept. A client that
 *     sends a byte now and then gains nothing.
 * @param pace how fast answers must be taken
 * @param connections how many there may be
 * @param sizes how large requests may be
 * @param anyTarget whether request targets reach the handlers as they were sent, also those with
 *     encoded slashes, empty segments and the like, which are refused with 400 otherwise. Only for
 *     handlers that read the target themselves.
 * @param http2 whether HTTP/2 is spoken in clear, too, with those who know or ask (RFC 9113,
 *     section 3.3; RFC 7540, section 3.2)
 */
public record ServerLimits(
    Duration requestDeadline,
    AnswerPace pace,
    ConnectionLimits connections,
    RequestSizes sizes,
    boolean anyTarget,
    boolean http2) {
  /** 15 s, and only unambiguous targets. */
  public static final ServerLimits DEFAULT = new ServerLimits(Duration.ofSeconds(15), false, false);

  /** Checks. */
  public ServerLimits {
    if (requestDeadline.compareTo(Duration.ofMillis(10)) < 0) {
      throw new IllegalArgumentException(
          "request deadline: expected at least 10 ms, found " + Durations.text(requestDeadline));
    }
  }

  /** With the default bounds on all else. */
  public ServerLimits(Duration requestDeadline, boolean anyTarget, boolean http2) {
    this(
        requestDeadline,
        AnswerPace.DEFAULT,
        ConnectionLimits.DEFAULT,
        RequestSizes.DEFAULT,
        anyTarget,
        http2);
  }

  /** With HTTP/1 only. */
  public ServerLimits(Duration requestDeadline, boolean anyTarget) {
    this(requestDeadline, anyTarget, false);
  }

  /** The same with another pace. */
  public ServerLimits at(AnswerPace other) {
    return new ServerLimits(requestDeadline, other, connections, sizes, anyTarget, http2);
  }

  /** The same with another number of connections. */
  public ServerLimits with(ConnectionLimits other) {
    return new ServerLimits(requestDeadline, pace, other, sizes, anyTarget, http2);
  }

  /** The same with other sizes. */
  public ServerLimits with(RequestSizes other) {
    return new ServerLimits(requestDeadline, pace, connections, other, anyTarget, http2);
  }
}
