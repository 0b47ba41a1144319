package io.feedmesh.streams.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.streams.readership.ReadershipConfig;
import io.feedmesh.streams.views.ViewsConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleConfigTest {
  @Test
  void itsDefaultsArePolite() {
    assertThat(ScheduleConfig.DEFAULT.defaultInterval()).isEqualTo(Duration.ofHours(1));
    assertThat(ScheduleConfig.DEFAULT.hostGap()).isEqualTo(Duration.ofSeconds(1));
    assertThat(ScheduleConfig.DEFAULT.hostInFlight()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.01S, PT1H, PT24H, PT1S, 2, PT60S, shortest interval",
    "PT2H, PT1H, PT24H, PT1S, 2, PT60S, intervals",
    "PT5M, PT1H, PT30M, PT1S, 2, PT60S, intervals",
    "PT5M, PT1H, PT24H, PT-1S, 2, PT60S, host gap",
    "PT5M, PT1H, PT24H, PT1S, 0, PT60S, requests in flight",
    "PT5M, PT1H, PT24H, PT1S, 2, PT0S, request deadline",
  })
  void whatCannotWorkIsRefused(
      Duration min,
      Duration usual,
      Duration max,
      Duration gap,
      int inFlight,
      Duration deadline,
      String named) {
    assertThatThrownBy(() -> new ScheduleConfig(min, usual, max, gap, inFlight, deadline))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(named)
        .hasMessageContaining("expected");
  }

  @Test
  void theOtherAppsBoundsHoldToo() {
    assertThatThrownBy(() -> new ViewsConfig(Duration.ZERO)).hasMessageContaining("100 ms");
    assertThatThrownBy(() -> new ReadershipConfig(101)).hasMessageContaining("1 to 100");
  }
}
