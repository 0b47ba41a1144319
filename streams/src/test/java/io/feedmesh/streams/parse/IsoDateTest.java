package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoDateTest {
  @ParameterizedTest
  @CsvSource({
    "2003-12-13T18:30:02Z, 2003-12-13T18:30:02Z",
    "2003-12-13T18:30:02.25Z, 2003-12-13T18:30:02.250Z",
    "2003-12-13T18:30:02+01:00, 2003-12-13T17:30:02Z",
    "2003-12-13T18:30:02.25+01:00, 2003-12-13T17:30:02.250Z",
    "2003-12-13t18:30:02z, 2003-12-13T18:30:02Z",
    "2003-12-13T18:30:02 Z, 2003-12-13T18:30:02Z",
    "2003-12-13  18:30, 2003-12-13T18:30:00Z",
    "2003-12-13T18:30, 2003-12-13T18:30:00Z",
    "2003-12-13T18, 2003-12-13T18:00:00Z",
    "2003-12-13T18:30:02 EST, 2003-12-13T23:30:02Z",
    "2003-12-13T18:30:02GMT, 2003-12-13T18:30:02Z",
    "2003-12-13Z, 2003-12-13T00:00:00Z",
    "2003-12, 2003-12-01T00:00:00Z",
    "2003, 2003-01-01T00:00:00Z",
    "20031213, 2003-12-13T00:00:00Z",
    "20031213T183002, 2003-12-13T18:30:02Z",
    "20031213T183002+0100, 2003-12-13T17:30:02Z",
    "2003-12-13T18:30:60Z, 2003-12-13T18:30:59Z",
    "2003-12-13T24:00:00Z, 2003-12-13T23:59:59Z",
    "2004-02-29T00:00:00Z, 2004-02-29T00:00:00Z",
    "2003-12-13T18:30:02.1234567890123Z, 2003-12-13T18:30:02.123456789Z",
    "'2003-12-13T18:30:02,5Z', 2003-12-13T18:30:02.500Z",
    "2199-12-31T23:59:59Z, 2199-12-31T23:59:59Z",
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z"
  })
  void readsWholeAndShortDates(String text, Instant expected) {
    assertThat(IsoDate.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2",
        "Tue, 03 Jun 2025",
        "2003-12-",
        "2003-1-1",
        "2003/12/13",
        "2003-12-13T18:30:02 nowhere",
        "1969-12-31T23:59:59Z",
        "2201-01-01T00:00:00Z",
        "0000-00-00"
      })
  void readsNoneWhereThereIsNone(String text) {
    assertThat(IsoDate.parse(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2003-02-29", "2003-13-01", "2003-06-31", "2003-12-13T25:00:00Z"})
  void daysThatAreNoneAreNoDates(String text) {
    assertThat(FeedDates.parse(text)).isNull();
  }

  @Test
  void readsWhatAnyFormatterOfTheStandardWrites() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    DateTimeFormatter rfc822 =
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
    DateTimeFormatter asctime =
        DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH);
    for (int i = 0; i < 2_000; i++) {
      Instant instant = Instant.ofEpochSecond(86_400L + random.nextInt(Integer.MAX_VALUE));
      ZoneOffset offset = ZoneOffset.ofTotalSeconds((random.nextInt(113) - 56) * 900);
      OffsetDateTime date = instant.atOffset(offset);

      assertThat(FeedDates.parse(date.toString())).as("seed %d", seed).isEqualTo(instant);
      assertThat(FeedDates.parse(DateTimeFormatter.ISO_INSTANT.format(date))).isEqualTo(instant);
      assertThat(FeedDates.parse(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(date)))
          .isEqualTo(instant);
      assertThat(FeedDates.parse(rfc822.format(date))).isEqualTo(instant);
      assertThat(FeedDates.parse(asctime.format(instant.atOffset(ZoneOffset.UTC))))
          .isEqualTo(instant);
      assertThat(
              FeedDates.parse(
                  DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC))))
          .isEqualTo(instant);
    }
  }
}
