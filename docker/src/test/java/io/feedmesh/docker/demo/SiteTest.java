package io.feedmesh.docker.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTest {
  private static final Instant NOW = TestClock.START;

  private final Site site =
      new Site(
          BlogCatalogue.blogs(2).stream()
              .map(blog -> new LiveBlog(blog, new Timeline(NOW, Duration.ofSeconds(5), 1)))
              .toList());

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "'', text/html; charset=utf-8",
    "/blogs/slow-oven/, text/html; charset=utf-8",
    "/blogs/slow-oven/7, text/html; charset=utf-8",
    "/blogs/slow-oven/feed.atom, application/atom+xml; charset=utf-8",
    "/blogs/slow%2Doven/./feed.atom, application/atom+xml; charset=utf-8",
    "/blogs/harbour-log/feed.xml, application/rss+xml; charset=utf-8",
  })
  void knowsItsPagesInAnySpelling(String target, String type) throws IOException {
    assertThat(find(target)).map(Document::contentType).contains(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/blogs/slow-oven",
        "/blogs/slow-oven/feed.xml",
        "/blogs/slow-oven/feed.atom/",
        "/blogs/slow-oven/-1",
        "/blogs/slow-oven/1/2",
        "/BLOGS/slow-oven/",
        "/\u0001",
        "/%00",
        "//",
      })
  void knowsNothingElse(String target) throws IOException {
    assertThat(find(target)).isEmpty();
  }

  @Test
  void anAbsurdlyLongTargetIsUnknown() throws IOException {
    assertThat(find("/" + "a".repeat(100_000))).isEmpty();
  }

  @Test
  void theIndexLinksToEveryBlogAndFeed() throws IOException {
    assertThat(new String(find("/").orElseThrow().body(), StandardCharsets.UTF_8))
        .contains("href=\"/blogs/harbour-log/\"", "href=\"/blogs/harbour-log/feed.xml\"")
        .contains("href=\"/blogs/slow-oven/\"", "href=\"/blogs/slow-oven/feed.atom\"");
  }

  private Optional<Document> find(String target) throws IOException {
    return site.find(target, NOW, "http://127.0.0.1:1");
  }
}
