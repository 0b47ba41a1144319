package io.feedmesh.producers.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.producers.fetch.Robots.Verdict;
import io.feedmesh.schemas.origin.OriginClient;
import io.feedmesh.schemas.origin.OriginConfig;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.testing.RawOrigin;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RobotsTest {
  private static final FeedUrl FEED = FeedUrl.parse("https://example.org/feed.xml?a=b");

  private final OriginClient client = new OriginClient(OriginConfig.of("test", true));
  private final Robots robots =
      new Robots(client, Map.of("User-Agent", "Feedmesh/0"), Duration.ofSeconds(20));

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void theMostSpecificGroupCountsAndItsLongestRule() {
    RobotsRule rule =
        rule(
            """
            User-agent: *
            Disallow: /
            Crawl-delay: 99

            User-agent: FeedMesh
            Disallow: /feed
            Allow: /feed.xml
            Crawl-delay: 2.5
            """);

    assertThat(rule.allows(FEED)).isTrue();
    assertThat(rule.allows(FeedUrl.parse("https://example.org/feeds"))).isFalse();
    assertThat(rule.crawlDelayMillis()).isEqualTo(2500);
  }

  @Test
  void aDelayBeyondReasonIsADayAndNoneIsNone() {
    assertThat(rule("User-agent: *\nCrawl-delay: 9999999").crawlDelayMillis())
        .isEqualTo(RobotsRule.MAX_DELAY.toMillis());
    assertThat(rule("User-agent: *\nCrawl-delay: 9999999").allows(FEED)).isTrue();
    assertThat(rule("User-agent: *\nDisallow:").crawlDelayMillis()).isZero();
    assertThat(rule("User-agent: *\nCrawl-delay: -5").crawlDelayMillis()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410})
  void aHostWithoutTheFileAllowsEverything(int status) {
    assertThat(RobotsRule.of(FEED, status, new byte[0], null).allows(FEED)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void aHostThatCannotTellAllowsNothing(int status) {
    RobotsRule rule = RobotsRule.of(FEED, status, new byte[0], null);

    assertThat(rule.allows(FEED)).isFalse();
    assertThat(rule.refusal()).contains("example.org", "status " + status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html><body>Not here", "User-agent", "\0\0\0", "Disallow: /", ": : :"})
  void nonsenseForbidsNothing(String text) {
    assertThat(rule(text).allows(FEED)).isTrue();
  }

  @Test
  void aHostIsAskedOnceForAllItsFeeds() {
    try (RawOrigin origin =
        RawOrigin.sending("HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /private\n")) {
      Verdict first = robots.check(origin.url("/feed")).join();
      Verdict second = robots.check(origin.url("/private/feed")).join();

      assertThat(first).isEqualTo(new Verdict.Allowed(0));
      assertThat(second).isInstanceOf(Verdict.Refused.class);
      assertThat(((Verdict.Refused) second).failure()).isEqualTo(FetchFailure.ROBOTS);
      assertThat(origin.heads()).hasSize(1);
      assertThat(origin.heads().get(0)).startsWith("GET /robots.txt ");
    }
  }

  @Test
  void aHostThatCannotBeReachedFailsAsItsFeedWould() {
    Verdict verdict = robots.check(FeedUrl.parse("http://nowhere.invalid/feed")).join();

    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    assertThat(((Verdict.Refused) verdict).failure()).isEqualTo(FetchFailure.DNS);
    assertThat(((Verdict.Refused) verdict).detail()).contains("robots.txt", "nowhere.invalid");
  }

  @Test
  void aFileThatIsTooLargeForbidsNothing() {
    try (RawOrigin origin =
        RawOrigin.sending(
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\nUser-agent: *\nDisallow: /")) {
      assertThat(robots.check(origin.url("/feed")).join()).isEqualTo(new Verdict.Allowed(0));
    }
  }

  private static RobotsRule rule(String text) {
    return RobotsRule.of(
        FEED, 200, text.getBytes(java.nio.charset.StandardCharsets.UTF_8), "text/plain");
  }
}
