package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.EntrySource;
import io.feedmesh.schemas.record.OriginResponse;
import io.feedmesh.schemas.record.Podcast;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtrasTest {
  @Test
  void anEpisodeOfAPodcastSaysWhatPlayersWantToKnow() {
    Entry entry =
        Parsing.item(
            "<title>One</title><itunes:duration>1:02:03</itunes:duration><itunes:season>2</itunes:season>"
                + "<itunes:episode>7</itunes:episode><itunes:episodeType>bonus</itunes:episodeType>"
                + "<itunes:explicit>clean</itunes:explicit><itunes:image href='/one.jpg'/>");

    assertThat(entry.getPodcast()).isEqualTo(new Podcast(3723L, 2, 7, "bonus", false));
    assertThat(entry.getImage()).isEqualTo("https://blog.example/one.jpg");
  }

  @Test
  void whatIsNoEpisodeHasNoneOfIt() {
    Entry entry = Parsing.item("<title>One</title><itunes:duration>long</itunes:duration>");

    assertThat(entry.getPodcast()).isNull();
    assertThat(entry.getImage()).isNull();
    assertThat(entry.getSource()).isNull();
    assertThat(entry.getInReplyTo()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "90,90",
        "1:30,90",
        "0:01:30,90",
        "1::2,none",
        "x,none",
        "1:2:3:4:5:6:7:8:9:10,none"
      })
  void durationsAreSecondsWithOrWithoutColons(String text, Long seconds) {
    assertThat(Extras.seconds(text)).isEqualTo(seconds);
  }

  @Test
  void aCopySaysWhereItIsFrom() {
    String rss = "<title>One</title><source url='/feed'>The &lt;b&gt;Blog&lt;/b&gt;</source>";
    String atom =
        "<title>One</title><source><id>x</id><title>Blog</title><link href='https://b.example/'/>"
            + "<link rel='self' href='https://b.example/feed'/></source>";

    assertThat(Parsing.item(rss).getSource())
        .isEqualTo(new EntrySource("The Blog", "https://blog.example/feed", null));
    assertThat(Parsing.atomEntry(atom).getSource())
        .isEqualTo(new EntrySource("Blog", "https://b.example/feed", "https://b.example/"));
  }

  /** RFC 4685, section 3. */
  @Test
  void anAnswerNamesWhatItAnswers() {
    String entry =
        "<title>Re</title><thr:in-reply-to xmlns:thr='http://purl.org/syndication/thread/1.0'"
            + " ref='tag:b.example,2025:1' href='https://b.example/1'/>";

    assertThat(Parsing.atomEntry(entry).getInReplyTo()).isEqualTo("tag:b.example,2025:1");
  }

  @Test
  void picturesOfMediaRssAndJsonFeedAreFound() {
    String media = "<title>One</title><media:thumbnail url='http://a.example/t.png'/>";
    String json =
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",\"image\":\"/i.png\"}]}";

    assertThat(Parsing.item(media).getImage()).isEqualTo("http://a.example/t.png");
    assertThat(Parsing.only(json).getImage()).isEqualTo("https://blog.example/i.png");
  }

  /** RFC 2557, section 5. */
  @Test
  void linksAreResolvedAgainstContentLocation() {
    byte[] document =
        Parsing.rss("<item><title>One</title><link>post</link></item>")
            .getBytes(StandardCharsets.UTF_8);
    OriginResponse origin =
        OriginResponse.newBuilder()
            .setUrl("https://cdn.example/x/feed")
            .setContentLocation("/blog/2025/feed.xml")
            .build();

    ParseOutcome outcome =
        new FeedParser(ParseBounds.DEFAULT).parse(ParseRequest.of(document, origin, Instant.EPOCH));

    assertThat(((ParseOutcome.Parsed) outcome).entries().get(0).getLink())
        .isEqualTo("https://cdn.example/blog/2025/post");
  }
}
