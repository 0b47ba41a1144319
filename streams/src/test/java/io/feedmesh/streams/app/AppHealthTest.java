package io.feedmesh.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

class AppHealthTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
  private final AppHealth health = new AppHealth(now::get);

  private void pass(Duration time) {
    now.set(now.get().plus(time));
  }

  @Test
  void isBadBeforeTheStartAndGoodWhileItRuns() {
    assertThat(health.problem()).hasValue("CREATED for 0 s, expected RUNNING");
    health.state(State.RUNNING);
    pass(Duration.ofDays(1));

    assertThat(health.problem()).isEmpty();
  }

  @Test
  void movingTasksIsWellForAWhile() {
    health.state(State.REBALANCING);
    pass(Duration.ofMinutes(2));
    assertThat(health.problem()).isEmpty();
    pass(Duration.ofMinutes(2));
    assertThat(health.problem()).hasValue("REBALANCING for 240 s, expected RUNNING");
  }

  @Test
  void aBugStaysWhateverTheState() {
    health.failed(new IllegalStateException("broken"));
    health.state(State.RUNNING);

    assertThat(health.problem())
        .hasValue("stopped by a bug: java.lang.IllegalStateException: broken");
  }
}
