package io.feedmesh.consumers.readership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimRuleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Feedbin feed-id:1373711 - 142 subscribers                                                 | feedbin | 142
          Feedly/1.0 (+http://www.feedly.com/fetcher.html; 16 subscribers; like FeedFetcher-Google) | feedly | 16
          Feedly/1.0 (+http://www.feedly.com/fetcher.html; 1 subscriber)                            | feedly | 1
          NewsBlur Feed Fetcher - 54 subscribers - http://www.newsblur.com/site/1 (Mozilla/5.0)      | newsblur | 54
          Mozilla/5.0 (compatible; inoreader.com; 5 subscribers)                                    | inoreader.com | 5
          Mozilla/5.0 (compatible; BazQux/2.4; +https://bazqux.com/fetcher; 3 subscribers)          | bazqux | 3
          Mozilla/5.0 (compatible; theoldreader.com; 7 subscribers; feed-id=0123456789abcdef)       | theoldreader.com | 7
          LiveJournal.com (webmaster@livejournal.com; for http://x.livejournal.com/; 12 readers)     | livejournal.com | 12
          Bloglines/3.1 (http://www.bloglines.com; 0 subscribers)                                   | bloglines | 0
          feedmesh/0.1 (+https://example.org/about; 10000000 subscribers)                           | feedmesh | 10000000
          """)
  void readsWhatServicesSayOfThemselves(String userAgent, String service, long subscribers) {
    assertThat(ClaimRule.of(userAgent)).contains(new Claim(service, subscribers));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        "subscribers",
        "Best reader for 3subscribers",
        "Reader -5 subscribers",
        "Reader 1.5 subscribers",
        "many subscribers",
        "Evil 10000001 subscribers",
        "Evil 999999999999 subscribers",
        "Evil 99999999999999999999999999999999999999 subscribers",
        "(12 subscribers)",
        "12\u00a0subscribers"
      })
  void whoSaysNothingThatCanBeBelievedReadsForItself(String userAgent) {
    assertThat(ClaimRule.of(userAgent)).isEmpty();
  }

  @Test
  void whateverIsSentAClaimIsWithinItsBounds() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    String[] pieces = {
      "subscribers", "readers", " ", "7", "99999999", "-", ";", "(", "Mozilla/5.0"
    };
    String[] others = {"compatible;", "İ", "\u0000", "A", "a".repeat(60), "subscriber", "\ud83d"};
    int claims = 0;
    for (int round = 0; round < 50_000; round++) {
      StringBuilder agent = new StringBuilder(random.nextBoolean() ? "Name; 7 " : "");
      for (int i = random.nextInt(12); i >= 0; i--) {
        String[] from = random.nextInt(3) == 0 ? others : pieces;
        agent.append(from[random.nextInt(from.length)]);
      }
      Optional<Claim> claim = ClaimRule.of(agent.toString());
      claim.ifPresent(
          found -> {
            assertThat(found.service()).matches("[a-z0-9._-]{1,40}");
            assertThat(found.subscribers()).isBetween(0L, ClaimRule.MAX_SUBSCRIBERS);
          });
      claims += claim.isPresent() ? 1 : 0;
    }
    assertThat(claims).isGreaterThan(500);
    assertThat(ClaimRule.of("Long 5 subscribers" + " ".repeat(1_000))).isEmpty();
  }
}
