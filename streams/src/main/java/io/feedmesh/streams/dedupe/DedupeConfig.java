package io.feedmesh.streams.dedupe;

import io.feedmesh.schemas.config.Durations;
import io.feedmesh.streams.parse.ParseBounds;
import java.time.Duration;

/**
 * How the dedupe app works.
 *
 * @param remember how long an entry is known after it left its feed's document, 1 minute to 10
 *     years
 * @param rememberedEntries most entries remembered of one feed; at least those of one document
 * @param bounds what a document may be at most
 * @param reportRemoved whether entries that an origin takes out of its feed are told as removed
 */
public record DedupeConfig(
    Duration remember, int rememberedEntries, ParseBounds bounds, boolean reportRemoved) {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(3653);

  /** 30 days, 20,000 entries, the parser's default bounds, nothing told as removed. */
  public static final DedupeConfig DEFAULT =
      new DedupeConfig(Duration.ofDays(30), 20_000, ParseBounds.DEFAULT, false);

  /** Checks the bounds. */
  public DedupeConfig {
    if (remember.compareTo(SHORTEST) < 0 || remember.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "remember time: expected 1 minute to 10 years, found " + Durations.text(remember));
    }
    if (rememberedEntries < bounds.entries()) {
      throw new IllegalArgumentException(
          "remembered entries: expected at least the "
              + bounds.entries()
              + " that a document may have, found "
              + rememberedEntries);
    }
  }

  /** The same, but with what is removed told, or not. */
  public DedupeConfig reportingRemoved(boolean report) {
    return new DedupeConfig(remember, rememberedEntries, bounds, report);
  }
}
