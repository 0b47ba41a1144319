package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Enclosure;
import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.FeedFormat;
import io.feedmesh.schemas.record.ParseStage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JsonFeedTest {
  @Test
  void readsVersion11() {
    ParseOutcome.Parsed parsed =
        Parsing.parsed(
            """
            {"version":"https://jsonfeed.org/version/1.1","title":"Garden","language":"en",
             "home_page_url":"/","feed_url":"https://blog.example/feed.json",
             "hubs":[{"type":"WebSub","url":"https://hub.example/"}],
             "authors":[{"name":"Ann"}],
             "items":[
              {"id":"1","url":"/1","title":"One","content_html":"<p>x</p>","summary":"a & b",
               "date_published":"2025-06-03T09:39:21Z","date_modified":"2025-06-04T09:39:21Z",
               "tags":["birds",7,""],"language":"fr",
               "attachments":[{"url":"/a.mp3","mime_type":"audio/mpeg","size_in_bytes":12}]},
              {"id":2,"external_url":"https://else.example/","content_text":"1 < 2",
               "authors":[{"name":"Bob"}]},
              "no item"]}
            """);

    assertThat(parsed.stage()).isEqualTo(ParseStage.JSON);
    assertThat(parsed.feed().getFormat()).isEqualTo(FeedFormat.JSON_FEED);
    assertThat(parsed.feed().getTitle()).isEqualTo("Garden");
    assertThat(parsed.feed().getLink()).isEqualTo("https://blog.example/");
    assertThat(parsed.feed().getHubs()).containsExactly("https://hub.example/");
    assertThat(parsed.entries()).hasSize(2);
    Entry one = parsed.entries().get(0);
    assertThat(one.getLink()).isEqualTo("https://blog.example/1");
    assertThat(one.getContent()).isEqualTo("<p>x</p>");
    assertThat(one.getSummary()).isEqualTo("a &amp; b");
    assertThat(one.getPublished()).isEqualTo(Instant.parse("2025-06-03T09:39:21Z"));
    assertThat(one.getCategories()).containsExactly("birds");
    assertThat(one.getAuthors()).containsExactly("Ann");
    assertThat(one.getEnclosures())
        .containsExactly(new Enclosure("https://blog.example/a.mp3", "audio/mpeg", 12L));
    Entry two = parsed.entries().get(1);
    assertThat(two.getId()).isEqualTo("2");
    assertThat(two.getContent()).isEqualTo("1 &lt; 2");
    assertThat(two.getAuthors()).containsExactly("Bob");
  }

  @Test
  void readsVersion10WithItsSingleAuthor() {
    Entry entry =
        Parsing.only(
            """
            {"version":"https://jsonfeed.org/version/1","title":"Garden","author":{"name":"Ann"},
             "items":[{"id":"1","content_text":"x"}]}
            """);

    assertThat(entry.getAuthors()).containsExactly("Ann");
  }

  @Test
  void readsTabsWithinTextsAndACommaTooMuch() {
    assertThat(Parsing.only("{\"title\":\"a\tb\",\"items\":[{\"id\":\"1\"},]}").getId())
        .isEqualTo("1");
  }
}
