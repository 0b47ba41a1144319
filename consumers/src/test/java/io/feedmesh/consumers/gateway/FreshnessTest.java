package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.schemas.url.FeedUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111, section 5.2. */
class FreshnessTest {
  private static SpooledFeed feed() {
    return new SpooledFeed(
        FeedUrl.parse("https://example.org/f"),
        1,
        "t",
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
    assertThat(Freshness.cacheControl(feed(), 1_000_000 + quiet * 1000).getValue())
        .startsWith("public, max-age=" + maxAge + ", s-maxage=5,");
  }
}
