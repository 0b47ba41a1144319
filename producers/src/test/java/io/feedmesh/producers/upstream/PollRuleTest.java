package io.feedmesh.producers.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollRuleTest {
  private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
  private static final Duration AT_LEAST = Duration.ofMinutes(1);

  @ParameterizedTest
  @CsvSource({
    "'',PT5M",
    "max-age=600,PT10M",
    "'public, max-age=600',PT10M",
    "max-age=\"600\",PT10M",
    "s-maxage=600,PT5M",
    "max-age=1,PT1M",
    "max-age=999999999,PT1H",
    "max-age=nonsense,PT5M"
  })
  void aListIsReadAgainAtTheEndOfItsMaxAge(String cacheControl, Duration wait) {
    assertThat(PollRule.afterAnswer(cacheControl, AT_LEAST)).isEqualTo(wait);
  }

  @ParameterizedTest
  @CsvSource({
    "1,,PT5M",
    "2,,PT10M",
    "3,,PT20M",
    "1000,,PT1H",
    "1,1200,PT20M",
    "1,'Fri, 02 Jan 2026 12:30:00 GMT',PT30M",
    "1,'Fri, 02 Jan 2026 11:30:00 GMT',PT5M",
    "1,999999999,PT1H",
    "1,nonsense,PT5M"
  })
  void whatFailsIsReadEverMoreRarelyAndNotBeforeItsRetryAfter(
      int failures, String retryAfter, Duration wait) {
    assertThat(PollRule.afterFailure(failures, retryAfter, NOW, AT_LEAST)).isEqualTo(wait);
  }
}
