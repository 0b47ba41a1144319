package io.feedmesh.streams.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.streams.readership.ReadershipConfig;
import io.feedmesh.streams.views.ViewsConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  static ScheduleConfig with(HostBounds... hosts) {
    ScheduleConfig d = ScheduleConfig.DEFAULT;
    return new ScheduleConfig(
        d.minInterval(),
        d.defaultInterval(),
        d.maxInterval(),
        d.hostGap(),
        d.hostInFlight(),
        d.requestDeadline(),
        d.believeMoves(),
        d.confirmGone(),
        List.of(hosts));
  }

  private static HostBounds bounds(String pattern, Duration min, Duration max) {
    return new HostBounds(
        pattern,
        Optional.ofNullable(min),
        Optional.ofNullable(max),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void theFirstPatternThatMatchesCounts() {
    ScheduleConfig config =
        with(
            bounds("a.example", Duration.ofMinutes(10), null),
            bounds("*.example", Duration.ofMinutes(20), null),
            bounds("*", null, Duration.ofHours(2)));

    assertThat(config.at("a.example").minInterval()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.at("b.example").minInterval()).isEqualTo(Duration.ofMinutes(20));
    assertThat(config.at("notexample").maxInterval()).isEqualTo(Duration.ofHours(2));
    assertThat(config.at("a.example").hostGap()).isEqualTo(config.hostGap());
  }

  @Test
  void theOtherIntervalsGiveWayToThoseOfAHost() {
    ScheduleConfig rare = with(bounds("*", Duration.ofDays(2), null)).at("a.example");
    ScheduleConfig often = with(bounds("*", null, Duration.ofMinutes(1))).at("a.example");

    assertThat(rare.maxInterval()).isEqualTo(Duration.ofDays(2));
    assertThat(rare.defaultInterval()).isEqualTo(Duration.ofDays(2));
    assertThat(often.minInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(often.defaultInterval()).isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "https://a.example", "a.*.example", "*.*.example", "*a"})
  void refusesPatternsThatMatchNothing(String pattern) {
    assertThatThrownBy(() -> bounds(pattern, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a host");
  }
}
