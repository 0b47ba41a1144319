package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZonesTest {
  @ParameterizedTest
  @CsvSource({
    "+0000, 0",
    "-0000, 0",
    "+0200, 7200",
    "-0230, -9000",
    "+02:00, 7200",
    "-02:30, -9000",
    "+2, 7200",
    "-8, -28800",
    "+02, 7200",
    "+0545, 20700",
    "+05:45, 20700",
    "+1400, 50400",
    "-1200, -43200",
    "GMT+2, 7200",
    "UTC-5, -18000",
    "gmt+01:00, 3600",
    "UT+0130, 5400",
    "+2500, 0",
    "+0199, 0",
    "+18, 0"
  })
  void readsOffsets(String token, int seconds) {
    assertThat(Zones.isOffset(token)).isTrue();
    assertThat(Zones.offset(token)).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "+", "-", "0200", "GMT", "XYZ+2", "2025-06-03", "03-Jun-2025", "+x", "--1"})
  void otherTextIsNoOffset(String token) {
    assertThat(Zones.isOffset(token)).isFalse();
  }

  /** RFC 822, section 5.1. */
  @ParameterizedTest
  @CsvSource({
    "UT, 0",
    "GMT, 0",
    "Z, 0",
    "EST, -5",
    "EDT, -4",
    "CST, -6",
    "CDT, -5",
    "MST, -7",
    "MDT, -6",
    "PST, -8",
    "PDT, -7",
    "utc, 0",
    "cest, 2",
    "Jst, 9",
    "AEDT, 11",
    "NZDT, 13"
  })
  void knowsTheNamesOfTheStandardAndMore(String name, int hours) {
    assertThat(Zones.named(name)).isEqualTo(hours * 3600);
  }

  @Test
  void doesNotGuessUnknownNames() {
    assertThat(Zones.named("XYZ")).isNull();
    assertThat(Zones.named("")).isNull();
    assertThat(Zones.named("Tue")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "Jan, 1",
    "FEBRUARY, 2",
    "mar, 3",
    "März, 3",
    "april, 4",
    "May, 5",
    "Mai, 5",
    "jun, 6",
    "July, 7",
    "aug, 8",
    "Sept, 9",
    "Oct, 10",
    "Okt, 10",
    "nov, 11",
    "Dezember, 12",
    "Dec., 12"
  })
  void knowsMonthsByTheirFirstLetters(String name, int month) {
    assertThat(Zones.month(name)).isEqualTo(month);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "J", "Ja", "Tue", "foo", "123"})
  void otherWordsAreNoMonths(String word) {
    assertThat(Zones.month(word)).isEqualTo(-1);
  }
}
