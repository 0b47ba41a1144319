package io.feedmesh.streams.schedule;

import io.feedmesh.schemas.config.Durations;
import java.time.Duration;
import java.util.List;

/**
 * How often feeds are fetched, and how politely. Immutable.
 *
 * @param minInterval shortest pause between two polls of a feed, whatever it shows of itself
 * @param defaultInterval pause for a feed that has shown nothing of its rhythm yet
 * @param maxInterval longest pause, also for feeds that fail or are gone; bounds Retry-After and
 *     cache lifetimes
 * @param hostGap pause between two requests to a host; a ping does not shorten it
 * @param hostInFlight most unanswered requests to a host
 * @param requestDeadline how long a request may stay unanswered before it is issued again
 * @param believeMoves how long an origin must say that a feed has moved before that is believed; a
 *     site's own move to https is believed at once
 * @param confirmGone how long an origin must say that a feed is gone before it is polled no more
 * @param hosts other bounds for some hosts; the first that matches counts
 */
public record ScheduleConfig(
    Duration minInterval,
    Duration defaultInterval,
    Duration maxInterval,
    Duration hostGap,
    int hostInFlight,
    Duration requestDeadline,
    Duration believeMoves,
    Duration confirmGone,
    List<HostBounds> hosts) {
  private static final Duration BELIEVE_MOVES = Duration.ofDays(3);
  private static final Duration CONFIRM_GONE = Duration.ofDays(1);

  /** Moves are believed after 3 days, a feed is gone after 1; the same bounds for all hosts. */
  public ScheduleConfig(
      Duration minInterval,
      Duration defaultInterval,
      Duration maxInterval,
      Duration hostGap,
      int hostInFlight,
      Duration requestDeadline) {
    this(
        minInterval,
        defaultInterval,
        maxInterval,
        hostGap,
        hostInFlight,
        requestDeadline,
        BELIEVE_MOVES,
        CONFIRM_GONE,
        List.of());
  }

  /** 5 minutes, 1 hour, 1 day; 1 s between two requests to a host, 2 at once, 60 s each. */
  public static final ScheduleConfig DEFAULT =
      new ScheduleConfig(
          Duration.ofMinutes(5),
          Duration.ofHours(1),
          Duration.ofDays(1),
          Duration.ofSeconds(1),
          2,
          Duration.ofSeconds(60));

  /** Checks the bounds. */
  public ScheduleConfig {
    if (minInterval.toMillis() < 100) {
      throw new IllegalArgumentException(
          "shortest interval: expected at least 100 ms, found " + Durations.text(minInterval));
    }
    if (defaultInterval.compareTo(minInterval) < 0 || maxInterval.compareTo(defaultInterval) < 0) {
      throw new IllegalArgumentException(
          "intervals: expected shortest <= default <= longest, found "
              + Durations.text(minInterval)
              + ", "
              + Durations.text(defaultInterval)
              + ", "
              + Durations.text(maxInterval));
    }
    if (hostGap.isNegative()) {
      throw new IllegalArgumentException(
          "host gap: expected 0 or more, found " + Durations.text(hostGap));
    }
    if (hostInFlight < 1) {
      throw new IllegalArgumentException(
          "requests in flight for a host: expected 1 or more, found " + hostInFlight);
    }
    if (requestDeadline.toMillis() < 100) {
      throw new IllegalArgumentException(
          "request deadline: expected at least 100 ms, found " + Durations.text(requestDeadline));
    }
    if (believeMoves.isNegative() || confirmGone.isNegative()) {
      throw new IllegalArgumentException(
          "moves and gone feeds: expected 0 or more, found "
              + Durations.text(believeMoves)
              + ", "
              + Durations.text(confirmGone));
    }
    hosts = List.copyOf(hosts);
  }

  /** These, with what is said of that host. */
  ScheduleConfig at(String host) {
    for (HostBounds bounds : hosts) {
      if (bounds.matches(host)) {
        return bounds.over(this);
      }
    }
    return this;
  }
}
