package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.FetchFailure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginRuleTest {
  @ParameterizedTest
  @CsvSource({
    "401,401", "403,403", "404,404", "410,410", "429,429", "451,451", "503,503", "204,502",
    "206,502", "304,502", "400,502", "418,502", "500,502", "504,502",
  })
  void passesOnWhatConcernsTheReader(int origin, int reader) {
    OriginRule.Verdict verdict = OriginRule.status(origin);
    assertThat(verdict.status()).isEqualTo(reader);
    assertThat(verdict.message()).contains("status " + origin);
  }

  @ParameterizedTest
  @CsvSource({
    "DNS,502",
    "CONNECT,502",
    "TLS,502",
    "TIMEOUT,504",
    "TOO_LARGE,502",
    "BAD_ENCODING,502",
    "ADDRESS_REFUSED,403",
    "TOO_MANY_REDIRECTS,502",
    "UNKNOWN,502",
  })
  void namesEachFailure(FetchFailure failure, int status) {
    OriginRule.Verdict verdict = OriginRule.failure(failure, "because");
    assertThat(verdict.status()).isEqualTo(status);
    assertThat(verdict.message()).endsWith("because");
  }

  @Test
  void remembersAsLongAsTheOriginAsksForButAtMostAnHour() {
    Duration least = Duration.ofSeconds(5);
    assertThat(retryAfter("60").remember(least, 0)).isEqualTo(Duration.ofSeconds(60));
    assertThat(retryAfter("1").remember(least, 0)).isEqualTo(least);
    assertThat(retryAfter("999999").remember(least, 0)).isEqualTo(Duration.ofHours(1));
    assertThat(retryAfter("soon").remember(least, 0)).isEqualTo(least);
    assertThat(retryAfter("Thu, 01 Jan 1970 00:02:00 GMT").remember(least, 60_000))
        .isEqualTo(Duration.ofMinutes(1));
  }

  private static Origin.None retryAfter(String value) {
    return new Origin.None(OriginRule.status(429), Map.of("Retry-After", value));
  }
}
