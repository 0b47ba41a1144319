package io.feedmesh.docker.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeedFormatTest {
  private static final Instant PUBLISHED = Instant.parse("2026-03-01T09:59:59.900Z");
  private static final String HARD = "if (a < b && \"c\" > 'd') ]]> 🚲 ü é";

  private final Post post =
      new Post(7, "tag:x,2026:7", HARD, "<p>a &lt; b &amp; c</p>", HARD, "<cat> & dog", PUBLISHED);

  @ParameterizedTest
  @EnumSource(FeedFormat.class)
  void aParserGetsBackWhatWasWritten(FeedFormat format) {
    ParsedFeed feed = ParsedFeed.parse(format.write(feed(format)));

    assertThat(feed.title()).isEqualTo("A < B & \"C\"");
    assertThat(feed.entries()).hasSize(2);
    ParsedFeed.Entry entry = feed.entries().get(0);
    assertThat(entry.id()).isEqualTo("tag:x,2026:7");
    assertThat(entry.title()).isEqualTo(HARD);
    assertThat(entry.summary()).isEqualTo(HARD);
    assertThat(entry.html()).isEqualTo("<p>a &lt; b &amp; c</p>");
    assertThat(entry.link()).isEqualTo("http://127.0.0.1:1234/blogs/slug/7");
    assertThat(entry.author()).isEqualTo("Ann <ann@x> O'Neil");
    assertThat(entry.category()).isEqualTo("<cat> & dog");
    assertThat(date(entry.date())).isEqualTo(Instant.parse("2026-03-01T09:59:59Z"));
  }

  @ParameterizedTest
  @EnumSource(FeedFormat.class)
  void theFileTypeOfEachFormatIsRecognised(FeedFormat format) {
    byte[] document = format.write(feed(format));

    assertThat(FeedType.isFeedContent(document)).isTrue();
    assertThat(format.contentType()).startsWith(FeedType.contentType(format.extension(), document));
  }

  @Test
  void jsonFeedsSayTheirVersion() {
    assertThat(text(FeedFormat.JSON_FEED))
        .contains("\"version\" : \"https://jsonfeed.org/version/1.1\"");
  }

  @Test
  void rdfListsItsItemsInTheirOrder() {
    assertThat(text(FeedFormat.RSS_1))
        .containsSubsequence(
            "<rdf:Seq>",
            "<rdf:li rdf:resource=\"http://127.0.0.1:1234/blogs/slug/7\">",
            "<rdf:li rdf:resource=\"http://127.0.0.1:1234/blogs/slug/6\">",
            "</rdf:Seq>",
            "<item rdf:about=\"http://127.0.0.1:1234/blogs/slug/7\">");
  }

  private String text(FeedFormat format) {
    return new String(format.write(feed(format)), StandardCharsets.UTF_8);
  }

  private BlogFeed feed(FeedFormat format) {
    Grammar grammar = new Grammar(Map.of("tagline", List.of("1 < 2")));
    Blog blog =
        new Blog("slug", "A < B & \"C\"", "Ann <ann@x> O'Neil", format, PingKind.NONE, grammar);
    Post older = new Post(6, "tag:x,2026:6", "Six", "<p/>", "six", "numbers", PUBLISHED);
    return new BlogFeed(blog, "http://127.0.0.1:1234", List.of(post, older));
  }

  private static Instant date(String text) {
    return text.endsWith("GMT")
        ? ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()
        : Instant.parse(text);
  }
}
