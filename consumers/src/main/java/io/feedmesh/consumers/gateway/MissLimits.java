package io.feedmesh.consumers.gateway;

import io.feedmesh.schemas.config.Durations;
import java.time.Duration;

/**
 * How many requests to origins a gateway has under way for its readers, of whom each has at most
 * half of all places. Immutable.
 *
 * @param underWay most at a time
 * @param perHost most at a time to one host, so that one that hangs leaves room for others
 * @param waiting most that wait for their turn; one more is refused at once
 * @param patience most time that one waits
 */
public record MissLimits(int underWay, int perHost, int waiting, Duration patience) {
  /** 500, 20 to a host; 2,000 wait for up to 5 s. */
  public static final MissLimits DEFAULT = new MissLimits(500, 20, 2_000, Duration.ofSeconds(5));

  /** Most under way for one client, so that one who asks for what hangs leaves room for others. */
  int underWayPerClient() {
    return Math.max(1, underWay / 2);
  }

  /** Most that wait of one client. */
  int waitingPerClient() {
    return Math.max(1, waiting / 2);
  }

  /** Checks. */
  public MissLimits {
    if (underWay < 1 || perHost < 1 || waiting < 0) {
      throw new IllegalArgumentException(
          "misses: expected at least 1, 1 to a host and 0 waiting, found "
              + underWay
              + ", "
              + perHost
              + " and "
              + waiting);
    }
    if (patience.isNegative()) {
      throw new IllegalArgumentException(
          "patience with misses: expected no negative time, found " + Durations.text(patience));
    }
  }
}
