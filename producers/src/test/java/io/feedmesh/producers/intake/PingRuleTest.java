package io.feedmesh.producers.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PingSource;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PingRuleTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void theFeedIsTheKeyAndTheRestIsKeptAsGiven() {
    Ping ping = taken(new Said(" A blog ", "HTTP://Blog.example", "http://blog.example/feed"));

    assertThat(ping.getFeedUrl()).isEqualTo("http://blog.example/feed");
    assertThat(ping.getSiteUrl()).isEqualTo("HTTP://Blog.example");
    assertThat(ping.getSiteName()).isEqualTo("A blog");
    assertThat(ping.getSource()).isEqualTo(PingSource.REST);
    assertThat(ping.getSender()).isEqualTo("192.0.2.1");
    assertThat(ping.getReceivedAt()).isEqualTo(NOW);
  }

  @Test
  void withoutAFeedThePageIsTheKey() {
    assertThat(taken(new Said(null, "HTTP://Blog.example", null)).getFeedUrl())
        .isEqualTo("http://blog.example/");
    assertThat(taken(new Said(null, "http://blog.example/", "not a feed")).getFeedUrl())
        .isEqualTo("http://blog.example/");
  }

  @Test
  void aFeedAloneIsEnough() {
    Ping ping = taken(new Said(null, null, "http://blog.example/feed"));

    assertThat(ping.getFeedUrl()).isEqualTo("http://blog.example/feed");
    assertThat(ping.getSiteUrl()).isNull();
    assertThat(ping.getSiteName()).isNull();
  }

  @Test
  void nameAndUrlMayBeSwapped() {
    Ping ping = taken(new Said("https://blog.example/", "My blog", null));

    assertThat(ping.getFeedUrl()).isEqualTo("https://blog.example/");
    assertThat(ping.getSiteName()).isEqualTo("My blog");
  }

  @ParameterizedTest
  @CsvSource({
    "'',url is missing",
    "nonsense,http://",
    "ftp://blog.example/,http://",
    "http://a:b@blog.example/,user name",
    "http:///x,host"
  })
  void aBadUrlIsNamed(String url, String why) {
    assertThat(refused(new Said("N", url, null))).contains(why);
  }

  @Test
  void namesAndUrlsHaveTheBoundsOfTheProtocol() {
    String longUrl = "http://blog.example/" + "x".repeat(236);

    assertThat(refused(new Said("N", longUrl, null))).contains("255", "256");
    assertThat(refused(new Said("n".repeat(1025), "http://blog.example/", null)))
        .contains("1024", "1025");
    assertThat(taken(new Said("n".repeat(1024), longUrl.substring(0, 255), null))).isNotNull();
  }

  private static Ping taken(Said said) {
    return ((PingDecision.Taken) decide(said)).ping();
  }

  private static String refused(Said said) {
    return ((PingDecision.Refused) decide(said)).why();
  }

  private static PingDecision decide(Said said) {
    return PingRule.decide(said, PingSource.REST, "192.0.2.1", NOW);
  }
}
