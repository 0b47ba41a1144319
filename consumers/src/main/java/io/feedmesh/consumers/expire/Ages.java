package io.feedmesh.consumers.expire;

import io.feedmesh.schemas.config.Durations;
import java.time.Duration;

/**
 * How long a feed's body stays at an edge that nobody asks for it. Immutable.
 *
 * @param least it stays so long, unless the disk has room for nothing else
 * @param usual a feed that was asked for once goes cold after this; one asked for more often later
 * @param most no body stays longer, however often it was asked for
 */
public record Ages(Duration least, Duration usual, Duration most) {
  /** An hour, two days, seven days. */
  public static final Ages DEFAULT =
      new Ages(Duration.ofHours(1), Duration.ofDays(2), Duration.ofDays(7));

  /** Checks that they grow. */
  public Ages {
    if (least.isNegative() || least.compareTo(usual) > 0 || usual.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "ages: expected min, default and max in growing order, found "
              + Durations.text(least)
              + ", "
              + Durations.text(usual)
              + ", "
              + Durations.text(most));
    }
  }

  /**
   * When the body goes if nobody asks again.
   *
   * @param askedAt when it was last asked for, milliseconds since 1970
   * @param warmth the same, later by how often it was asked for
   */
  public long coldAt(long askedAt, long warmth) {
    return Math.min(Math.max(askedAt, warmth) + usual.toMillis(), askedAt + most.toMillis());
  }

  /** Until when it stays even if room is needed. */
  public long keptUntil(long askedAt) {
    return askedAt + least.toMillis();
  }
}
