package io.feedmesh.streams.views;

import io.feedmesh.schemas.config.Durations;
import java.time.Duration;

/**
 * How views are kept. Immutable.
 *
 * @param sweepInterval how often subscriptions whose lease has ended are looked for; nothing is
 *     sent for an ended lease in between
 */
public record ViewsConfig(Duration sweepInterval) {
  /** A sweep each 30 s. */
  public static final ViewsConfig DEFAULT = new ViewsConfig(Duration.ofSeconds(30));

  /** Checks the bounds. */
  public ViewsConfig {
    if (sweepInterval.toMillis() < 100) {
      throw new IllegalArgumentException(
          "sweep interval: expected at least 100 ms, found " + Durations.text(sweepInterval));
    }
  }
}
