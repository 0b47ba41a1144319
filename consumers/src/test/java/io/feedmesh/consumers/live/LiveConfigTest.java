package io.feedmesh.consumers.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveConfigTest {
  @Test
  void hasDefaultsThatHoldToItsBounds() {
    LiveConfig config = LiveConfig.of("edge");

    assertThat(config.subscriber()).isEqualTo("edge");
    assertThat(config.atStart()).isEqualTo(1_000);
    assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(15));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 100, 100, 1, 1000, 1000, 'subscriber: expected a name'",
    "edge, 15, 0, 1, 1000, 1000, 'live capacity: expected 16 to 1,000,000 events, found 15'",
    "edge, 16, 17, 1, 1000, 1000, 'live history at start: expected 0 to 16 events, found 17'",
    "edge, 16, -1, 1, 1000, 1000, 'live history at start: expected 0 to 16 events, found -1'",
    "edge, 16, 16, 0, 1000, 1000, 'live clients: expected at least 1, found 0'",
    "edge, 16, 16, 1, 30000, 1000, 'live heartbeat: expected 10 ms to 25 s, found 30s'",
    "edge, 16, 16, 1, 1000, 1, 'live patience: expected 10 ms to 25 s, found 1ms'",
  })
  void refusesWhatCannotBe(
      String name, int capacity, int atStart, int clients, long beat, long patience, String why) {
    assertThatThrownBy(
            () ->
                new LiveConfig(
                    name,
                    capacity,
                    atStart,
                    clients,
                    Duration.ofMillis(beat),
                    Duration.ofMillis(patience)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(why);
  }
}
