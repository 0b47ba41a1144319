package io.feedmesh.schemas.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "30d, PT720H",
    "1d12h, PT36H",
    "5m, PT5M",
    "10s, PT10S",
    "100ms, PT0.1S",
    "1h30m5s20ms, PT1H30M5.02S",
    "0s, PT0S",
    "365000d, PT8760000H",
  })
  void readsWhatItWrites(String text, Duration duration) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
    assertThat(Durations.parse(duration.toString())).isEqualTo(duration);
    assertThat(Durations.text(duration)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"90m, 1h30m", "0d, 0s", "61s, 1m1s", "1000ms, 1s", "PT0.0005S, 0s"})
  void writesTheShortestText(String read, String written) {
    assertThat(Durations.text(Durations.parse(read))).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({"PT-1S, -1s", "P-2D, -2d"})
  void writesWhatIsBelowNothing(Duration duration, String text) {
    assertThat(Durations.text(duration)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "d", "-5m", "PT-5M", "5 m", "1w", "5M", "9999999999999999d", "1d-2h"})
  void saysWhatItExpects(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected a duration such as 30d, 12h, 5m, 10s, 100ms or PT5M, found '" + text + "'");
  }
}
