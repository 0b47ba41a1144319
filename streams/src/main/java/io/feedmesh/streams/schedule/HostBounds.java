package io.feedmesh.streams.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Bounds for some hosts that differ from those for all. Immutable.
 *
 * @param pattern a host, {@code *.example.org} for one and all below it, or {@code *}
 * @param minInterval shortest pause between two polls of a feed
 * @param maxInterval longest pause
 * @param gap pause between two requests
 * @param inFlight most unanswered requests
 */
public record HostBounds(
    String pattern,
    Optional<Duration> minInterval,
    Optional<Duration> maxInterval,
    Optional<Duration> gap,
    Optional<Integer> inFlight) {

  /** Checks the pattern and, as far as they can be, the bounds. */
  public HostBounds {
    if (!pattern.matches("\\*|(\\*\\.)?[^*\\s/:]+")) {
      throw new IllegalArgumentException(
          "hosts: expected a host, '*.' and a host, or '*', found " + pattern);
    }
    if (minInterval.isPresent()
        && maxInterval.isPresent()
        && maxInterval.get().compareTo(minInterval.get()) < 0) {
      throw new IllegalArgumentException(
          "intervals of " + pattern + ": expected shortest <= longest");
    }
  }

  boolean matches(String host) {
    return pattern.equals("*")
        || pattern.equals(host)
        || (pattern.startsWith("*.")
            && (host.endsWith(pattern.substring(1)) || host.equals(pattern.substring(2))));
  }

  /** Those for all, with these over them; the default interval stays between the two others. */
  ScheduleConfig over(ScheduleConfig all) {
    Duration min = minInterval.orElse(shorter(all.minInterval(), maxInterval));
    Duration max = maxInterval.orElse(longer(all.maxInterval(), min));
    return new ScheduleConfig(
        min,
        longer(shorter(all.defaultInterval(), Optional.of(max)), min),
        max,
        gap.orElse(all.hostGap()),
        inFlight.orElse(all.hostInFlight()),
        all.requestDeadline(),
        all.believeMoves(),
        all.confirmGone(),
        List.of());
  }

  private static Duration shorter(Duration one, Optional<Duration> other) {
    return other.isPresent() && other.get().compareTo(one) < 0 ? other.get() : one;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
