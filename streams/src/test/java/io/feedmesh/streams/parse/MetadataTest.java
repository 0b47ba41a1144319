package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.FeedFormat;
import io.feedmesh.schemas.record.FeedMetadata;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a feed says about itself. */
class MetadataTest {
  @Test
  void readsEveryFieldOfAnRssChannel() {
    FeedMetadata feed =
        Parsing.parsed(
                Parsing.rss(
                    "<link>/</link><description>All &amp;amp; more</description><language>en-gb</language>"
                        + "<atom:link rel='self' href='/rss'/><atom:link rel='hub' href='https://hub.example/'/>"
                        + "<atom:link rel='HUB' href='https://hub2.example/'/><ttl> 90 </ttl>"
                        + "<skipHours><hour>0</hour><hour>24</hour><hour>7</hour><hour>77</hour><hour>x</hour></skipHours>"
                        + "<skipDays><day>sunday</day><day>Sat</day><day>Someday</day></skipDays>"
                        + "<cloud domain='' port='x'/>"
                        + "<sy:updatePeriod>Daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"
                        + "<item><pubDate>2025-06-03</pubDate></item><item><pubDate>2025-06-05</pubDate></item>"))
            .feed();

    assertThat(feed.getTitle()).isEqualTo("Garden");
    assertThat(feed.getLink()).isEqualTo("https://blog.example/");
    assertThat(feed.getDescription()).isEqualTo("All & more");
    assertThat(feed.getLanguage()).isEqualTo("en-gb");
    assertThat(feed.getSelf()).isEqualTo("https://blog.example/rss");
    assertThat(feed.getHubs()).containsExactly("https://hub.example/", "https://hub2.example/");
    assertThat(feed.getTtlMinutes()).isEqualTo(90);
    assertThat(feed.getSkipHours()).containsExactly(0, 7);
    assertThat(feed.getSkipDays()).containsExactly("Sunday", "Saturday");
    assertThat(feed.getUpdatePeriodSeconds()).isEqualTo(21_600);
    assertThat(feed.getLatestEntry()).isEqualTo(Instant.parse("2025-06-05T00:00:00Z"));
  }

  @Test
  void readsEveryFieldOfAnAtomFeed() {
    FeedMetadata feed =
        Parsing.parsed(
                "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de'>"
                    + "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A <b>b</b></div></title>"
                    + "<subtitle>About</subtitle><link href='https://blog.example/'/>"
                    + "<link rel='self' href='https://blog.example/atom'/><link rel='hub' href='https://hub.example/'/></feed>")
            .feed();

    assertThat(feed.getTitle()).isEqualTo("A b");
    assertThat(feed.getDescription()).isEqualTo("About");
    assertThat(feed.getLanguage()).isEqualTo("de");
    assertThat(feed.getLink()).isEqualTo("https://blog.example/");
    assertThat(feed.getSelf()).isEqualTo("https://blog.example/atom");
    assertThat(feed.getHubs()).containsExactly("https://hub.example/");
    assertThat(feed.getLatestEntry()).isNull();
  }

  @Test
  void readsWhatIsMissingAsMissing() {
    FeedMetadata feed = Parsing.parsed("<rss version='2.0'><channel/></rss>").feed();

    assertThat(feed.getFormat()).isEqualTo(FeedFormat.RSS_20);
    assertThat(feed.getTitle()).isNull();
    assertThat(feed.getTtlMinutes()).isNull();
    assertThat(feed.getUpdatePeriodSeconds()).isNull();
    assertThat(feed.getSkipHours()).isEmpty();
  }
}
