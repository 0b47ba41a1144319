package io.feedmesh.consumers.expire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpireRulesTest {
  private static final String RULES =
      """
      # pattern             min default max
      *                      1h  2d      7d
      https://*.example.org/* 0s 1d      1d   # blogs
      *://news.example.org/a?b=* 1d 30d 1d12h
      """
          .replace("1d12h", "60d");

  @ParameterizedTest
  @CsvSource({
    "https://other.example/feed,2",
    "https://blog.example.org/feed,1",
    "http://blog.example.org/feed,2",
    "https://example.org/feed,2",
    "https://news.example.org/a?b=c,30",
    "https://news.example.org/axb=c,1",
  })
  void theLastRuleThatMatchesCounts(String url, int days) {
    assertThat(ExpireRules.parse(RULES).of(FeedUrl.parse(url)).usual())
        .isEqualTo(Duration.ofDays(days));
  }

  @Test
  void withoutARuleTheDefaultCounts() {
    assertThat(ExpireRules.parse("\n# none\n").of(FeedUrl.parse("http://a/")))
        .isEqualTo(Ages.DEFAULT);
    assertThat(ExpireRules.DEFAULT.of(FeedUrl.parse("http://a/"))).isEqualTo(Ages.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* 1h 2d        | line 1: expected 'PATTERN MIN DEFAULT MAX'",
        "* 1h two 7d    | found 'two'",
        "* 3d 2d 7d     | in growing order",
        "* 1h 8d 7d     | in growing order",
        "* -1h 8d 9d    | found '-1h'",
      })
  void saysWhichLineIsNoneAndWhatItExpects(String line, String expected) {
    assertThatThrownBy(() -> ExpireRules.parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("line 1: ")
        .hasMessageContaining(expected);
  }

  @Test
  void oneAskedForOftenStaysLongerButNotForEver() {
    Ages ages = new Ages(Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofMillis(300));

    assertThat(ages.coldAt(1000, 1000)).isEqualTo(1100);
    assertThat(ages.coldAt(1000, 1150)).isEqualTo(1250);
    assertThat(ages.coldAt(1000, 9000)).isEqualTo(1300);
    assertThat(ages.keptUntil(1000)).isEqualTo(1010);
  }
}
