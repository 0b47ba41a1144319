package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.schemas.url.FeedUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111, sections 4.2.2 and 5.1. */
class FreshnessTest {
  private static SpooledFeed feed(long version) {
    return new SpooledFeed(
        FeedUrl.parse("https://example.org/f"),
        version,
        version == 0 ? "" : "t",
        "a".repeat(64),
        null,
        null,
        1_000_000,
        1,
        1_500_000,
        2_000_000);
  }

  @ParameterizedTest
  @CsvSource({
    "-100, 5",
    "0, 5",
    "99, 5",
    "100, 10",
    "299, 10",
    "300, 30",
    "600, 60",
    "1200, 120",
    "2999, 120",
    "3000, 300",
    "100000000, 300"
  })
  void aReaderIsToComeBackAfterATenthOfTheTimeThatItWasQuiet(long quiet, int maxAge) {
    assertThat(Freshness.cacheControl(feed(1), 1_000_000 + quiet * 1000).getValue())
        .startsWith("public, max-age=" + maxAge + ", s-maxage=5,");
  }

  @ParameterizedTest
  @CsvSource({"1, 9000000, 0", "0, 9000000, 7000", "0, 2000999, 0", "0, 1000000, 0"})
  void whatTheMeshVouchesForHasNoAge(long version, long now, long age) {
    assertThat(Freshness.age(feed(version), now).getLongValue()).isEqualTo(age);
  }
}
