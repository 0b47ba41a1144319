package io.feedmesh.streams.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams.State;

/** Whether one app is well: it runs, or has been moving its tasks for less than a bound. */
final class AppHealth {
  private static final Duration REBALANCE_LIMIT = Duration.ofMinutes(3);

  private final InstantSource clock;
  private volatile State state = State.CREATED;
  private volatile Instant since;
  private volatile Throwable failure;

  AppHealth(InstantSource clock) {
    this.clock = clock;
    this.since = clock.instant();
  }

  void state(State now) {
    since = clock.instant();
    state = now;
  }

  void failed(Throwable bug) {
    failure = bug;
  }

  Optional<String> problem() {
    if (failure != null) {
      return Optional.of("stopped by a bug: " + failure);
    }
    State current = state;
    if (current == State.RUNNING) {
      return Optional.empty();
    }
    Duration lasted = Duration.between(since, clock.instant());
    if (current == State.REBALANCING && lasted.compareTo(REBALANCE_LIMIT) < 0) {
      return Optional.empty();
    }
    return Optional.of(current + " for " + lasted.toSeconds() + " s, expected RUNNING");
  }
}
