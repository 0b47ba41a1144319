package io.feedmesh.consumers.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDatesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun,  6 Nov 1994 08:49:37 GMT",
        " Mon, 06 Nov 1994 08:49:37 GMT ",
      })
  void readsAllThreeFormats(String text) {
    assertThat(HttpDates.parse(text)).hasValue(784_111_777_000L);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "now",
        "0",
        "Sun, 06 Nov 1994",
        "Sun, 31 Feb 1994 08:49:37 GMT x",
        ",",
        "1994-11-06T08:49:37Z"
      })
  void takesNothingElse(String text) {
    assertThat(HttpDates.parse(text)).isEmpty();
  }

  @Test
  void writesTheFixedFormat() {
    assertThat(HttpDates.format(784_111_777_999L)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }

  /** Each day of some four hundred years, at another time of the day. */
  @Test
  void writesAnyDateAsTheLibraryDoes() {
    DateTimeFormatter library =
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);
    Instant end = Instant.parse("2200-01-01T00:00:00Z");
    for (Instant at = Instant.parse("1799-12-31T23:59:59Z");
        at.isBefore(end);
        at = at.plusSeconds(86_400 + 7_001)) {
      assertThat(HttpDates.format(at.toEpochMilli()))
          .isEqualTo(library.format(at.atOffset(ZoneOffset.UTC)));
    }
  }
}
