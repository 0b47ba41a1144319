package io.feedmesh.docker.bench.politeness.script;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All that a script's host saw until the end. Immutable.
 *
 * @param visits to it, in order
 * @param control visits to the host that has no rule, which show how often the fetcher polls
 * @param trapped requests to addresses within the fetcher's own network that this host led to; null
 *     where this way of running cannot tell
 * @param end when the watch ended
 * @param pace of this run
 */
public record Seen(
    List<Visit> visits, List<Visit> control, List<Visit> trapped, Instant end, Pace pace) {
  /** Polls that show the fetcher is at work at all. */
  private static final int ENOUGH = 3;

  /** Whether the fetcher polled others often enough meanwhile to be judged by its silence. */
  boolean polledOthersSince(Instant since) {
    return control.stream().filter(visit -> visit.at().isAfter(since)).count() >= ENOUGH;
  }

  Duration watchedSince(Instant since) {
    return Duration.between(since, end);
  }

  static String seconds(Duration duration) {
    return String.format(java.util.Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
