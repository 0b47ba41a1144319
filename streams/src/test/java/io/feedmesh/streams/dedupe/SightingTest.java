package io.feedmesh.streams.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SightingTest {
  private static final Instant NOON = DedupeDriver.NOON;
  private static final long RECORD_TIME = NOON.plusSeconds(60).toEpochMilli();

  @ParameterizedTest
  @CsvSource({
    "PT0S, true",
    "PT1H, true",
    "PT1H1S, false",
    "P400D, false",
    "-PT1S, true",
    "-P30D, true",
    "-PT720H1S, false",
    "-P9000D, false"
  })
  void believesAClockThatIsNotFarFromTheFetchers(Duration skew, boolean believed) {
    Instant date = NOON.plus(skew);

    Sighting sighting = Sighting.of(DedupeDriver.change("x", date, NOON), RECORD_TIME);

    assertThat(sighting.originDate())
        .isEqualTo(believed ? date.toEpochMilli() : FeedMemory.NO_DATE);
    assertThat(sighting.fetchedAt()).isEqualTo(NOON.toEpochMilli());
  }

  @Test
  void noDateIsNoDate() {
    assertThat(Sighting.of(DedupeDriver.change("x", null, NOON), RECORD_TIME).originDate())
        .isEqualTo(FeedMemory.NO_DATE);
  }

  @Test
  void aFetchIsNeverAfterItsOwnRecord() {
    Change ahead = DedupeDriver.change("x", NOON, NOON.plusSeconds(86_400));

    assertThat(Sighting.of(ahead, RECORD_TIME).fetchedAt()).isEqualTo(RECORD_TIME);
  }

  @Test
  void theSameBytesHaveTheSameHash() {
    Sighting one = Sighting.of(DedupeDriver.change("x", NOON, NOON), RECORD_TIME);
    Sighting same = Sighting.of(DedupeDriver.change("x", NOON, NOON.plusSeconds(5)), RECORD_TIME);
    Sighting other = Sighting.of(DedupeDriver.change("y", NOON, NOON), RECORD_TIME);

    assertThat(one.hash()).isEqualTo(same.hash()).isNotEqualTo(other.hash());
  }

  /** Date and fetch of the known document, then of the sight; whether that is older. */
  @ParameterizedTest
  @CsvSource({
    "100, 100, 99, 200, true",
    "100, 100, 101, 50, false",
    "100, 100, 100, 99, true",
    "100, 100, 100, 100, false",
    "100, 100, , 99, true",
    "100, 100, , 101, false",
    ", 100, 50, 99, true",
    ", 100, 200, 99, true",
    ", 100, , 100, false"
  })
  void comparesDatesWhereBothHaveOneAndElseTheFetches(
      Long date, long fetched, Long otherDate, long otherFetched, boolean older) {
    FeedMemory known =
        new FeedMemory(
            1,
            0,
            orNone(date),
            fetched,
            List.of(new SeenHash(new Key128(1, 1), 0)),
            false,
            List.of());

    assertThat(new Sighting(new Key128(2, 2), orNone(otherDate), otherFetched).olderThan(known))
        .isEqualTo(older);
  }

  private static long orNone(Long date) {
    return date == null ? FeedMemory.NO_DATE : date;
  }
}
