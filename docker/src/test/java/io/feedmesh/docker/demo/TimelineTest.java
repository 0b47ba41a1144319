package io.feedmesh.docker.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {
  private static final Instant BASE = TestClock.START;

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 42, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void hasFifteenPostsAtItsBaseTime(long seed) {
    Timeline timeline = new Timeline(BASE, Duration.ofSeconds(5), seed);

    assertThat(timeline.latest(BASE)).isEqualTo(15);
    assertThat(timeline.at(15)).isBeforeOrEqualTo(BASE);
    assertThat(timeline.at(16)).isAfter(BASE);
  }

  @ParameterizedTest
  @CsvSource({"PT0.01S, 1", "PT0.05S, 7", "PT5S, -3", "PT37M, 99", "PT240H, 5"})
  void aPostIsThereFromItsMomentOn(Duration pace, long seed) {
    Timeline timeline = new Timeline(BASE, pace, seed);

    for (long number = 16; number < 400; number++) {
      Instant moment = timeline.at(number);
      assertThat(timeline.latest(moment)).isEqualTo(number);
      assertThat(timeline.latest(moment.minusNanos(1))).isEqualTo(number - 1);
    }
  }

  @Test
  void postsKeepTheirOrderAndNeverComeTwoAtOnce() {
    Timeline timeline = new Timeline(BASE, Duration.ofSeconds(5), 3);

    for (long number = 1; number < 5_000; number++) {
      assertThat(Duration.between(timeline.at(number), timeline.at(number + 1)))
          .isGreaterThan(Duration.ofMillis(1_400))
          .isLessThan(Duration.ofMillis(8_600));
    }
  }

  @Test
  void keepsThePaceInTheMean() {
    Timeline timeline = new Timeline(BASE, Duration.ofSeconds(5), 11);

    assertThat(timeline.latest(BASE.plus(Duration.ofHours(10)))).isBetween(7_213L, 7_217L);
  }

  @Test
  void blogsOfOnePacePostAtDifferentMoments() {
    Instant one = new Timeline(BASE, Duration.ofSeconds(5), 1).at(20);
    Instant other = new Timeline(BASE, Duration.ofSeconds(5), 2).at(20);

    assertThat(one).isNotEqualTo(other);
  }

  @Test
  void aClockThatWasSetBackTakesAwayNoneOfTheFirstPosts() {
    Timeline timeline = new Timeline(BASE, Duration.ofSeconds(5), 1);

    assertThat(timeline.latest(BASE.minus(Duration.ofDays(400)))).isEqualTo(15);
  }
}
