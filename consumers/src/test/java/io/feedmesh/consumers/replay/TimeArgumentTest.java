package io.feedmesh.consumers.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeArgumentTest {
  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "beginning, 1970-01-01T00:00:00Z",
    "NOW, 2026-11-02T12:00:00Z",
    "2026-11-01, 2026-11-01T00:00:00Z",
    "2026-11-01T10:00:00Z, 2026-11-01T10:00:00Z",
    "2026-11-01T10:00:00.250Z, 2026-11-01T10:00:00.250Z",
    "2026-11-01T10:00:00+02:00, 2026-11-01T08:00:00Z",
    "2026-11-01T10:00, 2026-11-01T10:00:00Z",
    "2h, 2026-11-02T10:00:00Z",
    "-2h, 2026-11-02T10:00:00Z",
    "90m, 2026-11-02T10:30:00Z",
    "30s, 2026-11-02T11:59:30Z",
    "1d12h, 2026-11-01T00:00:00Z",
    "2W, 2026-10-19T12:00:00Z",
    "' 1d ', 2026-11-01T12:00:00Z",
  })
  void readsTimesAsPeopleWriteThem(String text, Instant expected) {
    assertThat(TimeArgument.parse(text, NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-13-01",
        "2026-02-30",
        "01.11.2026",
        "h",
        "2",
        "--2h",
        "2h-",
        "1y",
        "2026-11-01 10:00",
        "2026-11-01T25:00:00Z",
        "9999999999999999999d",
        "\u001b[31m"
      })
  void saysWhatItExpected(String text) {
    assertThatThrownBy(() -> TimeArgument.parse(text, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a time: expected a date (2026-11-01)")
        .hasMessageNotContaining("\u001b");
  }

  @Test
  void neverFailsInAnotherWay() {
    var random = new java.util.SplittableRandom(20261101);
    String alphabet = "0123456789-+:TZwdhms. Pnow";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(14); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        assertThat(TimeArgument.parse(text.toString(), NOW)).isNotNull();
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("found");
      }
    }
  }
}
