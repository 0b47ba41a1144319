package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.gateway.OriginRule.Verdict;
import io.feedmesh.consumers.spool.HttpDates;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long an origin that had no feed is left alone (RFC 9110, section 10.2.3). */
class OriginTest {
  private static final long NOW = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();
  private static final Duration LEAST = Duration.ofSeconds(5);

  @ParameterizedTest
  @CsvSource({
    "'', 5",
    "0, 5",
    "4, 5",
    "5, 5",
    "120, 120",
    "' 120 ', 120",
    "3600, 3600",
    "3601, 3600",
    "999999999, 3600",
    "99999999999999999999, 5",
    "-1, 5",
    "1.5, 5",
    "soon, 5",
    "120 seconds, 5"
  })
  void secondsCountBetweenTheLeastAndAnHour(String retryAfter, long seconds) {
    assertThat(remember(retryAfter)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"60, 60", "1, 5", "-60, 5", "86400, 3600"})
  void aDateCountsFromNow(int ahead, long seconds) {
    assertThat(remember(HttpDates.format(NOW + ahead * 1000L)))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void whoSaysNothingIsLeftAloneForTheLeast() {
    assertThat(new Origin.None(new Verdict(404, "x")).remember(LEAST, NOW)).isEqualTo(LEAST);
  }

  private static Duration remember(String retryAfter) {
    return new Origin.None(new Verdict(503, "x"), Map.of("Retry-After", retryAfter))
        .remember(LEAST, NOW);
  }
}
