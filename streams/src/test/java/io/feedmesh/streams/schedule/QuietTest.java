package io.feedmesh.streams.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RSS 2.0, skipHours and skipDays. 22 November 2026 is a Sunday. */
class QuietTest {
  private static long at(String moment) {
    return Instant.parse(moment).toEpochMilli();
  }

  @ParameterizedTest
  @CsvSource({
    // moment, next moment that is not skipped
    "2026-11-22T08:59:59Z, 2026-11-22T08:59:59Z",
    "2026-11-22T09:00:00Z, 2026-11-22T10:00:00Z",
    "2026-11-22T09:30:01Z, 2026-11-22T10:00:00Z",
    "2026-11-22T23:10:00Z, 2026-11-23T01:00:00Z",
    "2026-11-23T00:30:00Z, 2026-11-23T01:00:00Z",
  })
  void skipsHoursInGmt(String moment, String next) {
    Quiet quiet = Quiet.of(List.of(9, 23, 0), List.of());

    assertThat(quiet.next(at(moment))).isEqualTo(at(next));
  }

  @Test
  void skipsDaysAndThenTheHoursOfTheNext() {
    Quiet quiet = Quiet.of(List.of(0, 1), List.of("Saturday", "SUNDAY"));

    assertThat(quiet.next(at("2026-11-21T12:00:00Z"))).isEqualTo(at("2026-11-23T02:00:00Z"));
  }

  @Test
  void aFeedThatSkipsEverythingIsNotBelieved() {
    List<Integer> all = IntStream.range(0, 24).boxed().toList();
    List<String> week =
        List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    assertThat(Quiet.of(all, week)).isEqualTo(Quiet.NEVER);
    assertThat(Quiet.of(List.of(-1, 24, 99), List.of("Caturday"))).isEqualTo(Quiet.NEVER);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theNextMomentIsTheFirstThatIsNotSkippedAtMostAWeekLater(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      Quiet quiet = new Quiet(random.nextInt(1 << 24), random.nextInt(1 << 7));
      long moment = at("2026-01-01T00:00:00Z") + (random.nextLong() >>> 24);

      long next = quiet.next(moment);

      assertThat(next - moment).as("seed %s step %s", seed, i).isBetween(0L, 7 * 86_400_000L);
      assertThat(quiet.next(next)).isEqualTo(next);
      long hourBefore = Math.max(moment, next - 1);
      assertThat(next == moment || quiet.next(hourBefore) == next).isTrue();
    }
  }
}
