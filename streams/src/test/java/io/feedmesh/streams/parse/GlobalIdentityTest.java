package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.feedmesh.schemas.record.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobalIdentityTest {
  private static final String MAIN = "https://blog.example/feed.xml";
  private static final String CATEGORY = "https://www.blog.example/category/cats/feed/";
  private static final String PLANET = "https://planet.example/rss20.xml";
  private static final String BURNER = "http://feeds.burner.example/blog";

  /** The same post, as two feeds have it. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "<guid>tag:blog.example;2025:1</guid>,<guid>tag:blog.example;2025:1</guid><link>/x</link>",
        "<guid>https://blog.example/?p=1</guid><link>https://blog.example/a</link>,"
            + "<guid isPermaLink='false'>http://www.blog.example/?p=1</guid>",
        "<link>https://blog.example/a</link>,<link>http://www.blog.example/a/?utm_source=rss</link>",
        "<guid>17</guid><link>https://blog.example/a</link>,<link>https://blog.example/a</link>",
        "<guid>https://blog.example/a</guid>,<link>https://blog.example/a</link>",
        "<guid>URN:UUID:1</guid>,<guid>URN:UUID:1</guid><link>https://blog.example/b</link>",
        "<title>Only</title><description>words</description>,<title>Only</title>"
            + "<description><![CDATA[<b>words</b>]]></description>"
      })
  void thePostsOfASiteAreTheSameInEachOfItsFeeds(String one, String other) {
    assertThat(key(MAIN, one.replace(';', ','))).isEqualTo(key(CATEGORY, other.replace(';', ',')));
  }

  @Test
  void aPlanetsCopyIsTheSameByItsIdOrBySourceAndLink() {
    String link = "<link>https://blog.example/a</link>";
    String source = "<source url='https://blog.example/feed.xml'>Blog</source>";

    assertThat(key(PLANET, "<title>Blog: A</title><guid>https://blog.example/?p=1</guid>"))
        .isEqualTo(key(MAIN, "<title>A</title><guid>https://blog.example/?p=1</guid>" + link));
    assertThat(key(PLANET, "<title>Blog: A</title>" + source + link))
        .isEqualTo(key(MAIN, "<title>A</title>" + link));
  }

  @Test
  void aDistributionServicesCopyIsTheSameByItsOriginalLink() {
    String copy =
        "<link>http://feeds.burner.example/~r/blog/~3/x</link><feedburner:origLink"
            + " xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'>"
            + "https://blog.example/a</feedburner:origLink>";

    assertThat(key(BURNER, copy)).isEqualTo(key(MAIN, "<link>https://blog.example/a</link>"));
  }

  @Test
  void manyMayWriteAboutOnePage() {
    String about = "<link>https://news.example/story</link>";

    assertThat(key(MAIN, "<title>Look</title>" + about))
        .isNotEqualTo(key("https://other.example/feed", "<title>See this</title>" + about));
    assertThat(key(MAIN, "<guid>1</guid><title>Look</title>" + about))
        .isNotEqualTo(key("https://news.example/feed", "<title>Story</title>" + about));
  }

  @Test
  void idsThatAreNoneInTheWorldDoNotMakePostsTheSame() {
    assertThat(key(MAIN, "<guid>1</guid><title>a</title>"))
        .isNotEqualTo(key("https://other.example/feed", "<guid>1</guid><title>b</title>"));
  }

  @Test
  void noTwoEntriesOfADocumentHaveTheSame() {
    List<Entry> entries =
        Parsing.parsed(
                Parsing.rss(
                    "<item><guid>http://a.example/</guid><title>a</title></item>"
                        + "<item><guid>http://a.example/</guid><title>b</title></item>"
                        + "<item><guid>http://a.example/</guid><title>b</title></item>"))
            .entries();

    assertThat(entries)
        .extracting(Entry::getGlobalKey)
        .doesNotHaveDuplicates()
        .doesNotContainNull();
  }

  @Test
  void noTwoEntriesOfAGivenDocumentHaveTheSame() throws IOException {
    Optional<Path> folder = FeedFolder.given();
    assumeTrue(folder.isPresent(), "skipped: name a folder of feeds with -Dfeedmesh.feeds=DIR");
    for (Path file : FeedFolder.documents(folder.get())) {
      if (Parsing.parse(FeedFolder.read(file), null) instanceof ParseOutcome.Parsed parsed) {
        assertThat(parsed.entries())
            .as(file.toString())
            .extracting(Entry::getGlobalKey)
            .doesNotHaveDuplicates();
      }
    }
  }

  private static String key(String feedUrl, String item) {
    byte[] document = Parsing.rss("<item>" + item + "</item>").getBytes(StandardCharsets.UTF_8);
    ParseOutcome outcome =
        new FeedParser(ParseBounds.DEFAULT).parse(new ParseRequest(document, feedUrl, null));
    return ((ParseOutcome.Parsed) outcome).entries().get(0).getGlobalKey();
  }
}
