package io.feedmesh.producers.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.url.FeedUrl;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageFeedsTest {
  private static final FeedUrl AT = FeedUrl.parse("https://example.org/blog/index.html");

  @Test
  void feedsAreFoundInTheOrderOfThePage() {
    assertThat(
            find(
                """
                <!doctype html><title>T</title>
                <link rel="stylesheet" type="text/css" href="style.css">
                <link rel="alternate" hreflang="de" href="/de/">
                <LINK REL='Alternate' TYPE='Application/Atom+XML; charset=utf-8' HREF='atom.xml'>
                <link href="/rss" type="application/rss+xml" rel="home alternate" title="RSS">
                <link rel="alternate" type="application/feed+json" href="//cdn.example/feed.json">
                <body><link rel=alternate type=application/rdf+xml href=https://old.example/rdf>
                """))
        .containsExactly(
            "https://example.org/blog/atom.xml",
            "https://example.org/rss",
            "https://cdn.example/feed.json",
            "https://old.example/rdf");
  }

  @Test
  void addressesAreRelativeToTheBaseOfThePage() {
    assertThat(find("<base href='/sub/'><link rel=alternate type=application/rss+xml href=f?a&b>"))
        .containsExactly("https://example.org/sub/f?a&b");
    assertThat(find("<base href='mailto:x'><link rel=alternate type=text/xml href=f>"))
        .containsExactly("https://example.org/blog/f");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<link rel=alternate type=application/json href=/wp-json/>",
        "<link rel=alternate type=application/json+oembed href=/oembed>",
        "<link rel=alternate type=text/xml+oembed href=/oembed>",
        "<link rel=alternate href=/feed>",
        "<link rel=alternates type=application/rss+xml href=/feed>",
        "<a rel=alternate type=application/rss+xml href=/feed>",
        "<link rel=alternate type=application/rss+xml href=javascript:alert(1)>",
        "<link rel=alternate type=application/rss+xml href=file:///etc/passwd>",
        "<link rel=alternate type=application/rss+xml href=https://user:pass@example.org/>",
        "<!-- <link rel=alternate type=application/rss+xml href=/feed> -->",
        "<script>'<link rel=alternate type=application/rss+xml href=/feed>'</script>",
        "<link rel=alternate type=application/rss+xml href=index.html#top>"
      })
  void whatIsNoFeedIsLeftOut(String html) {
    assertThat(find(html)).isEmpty();
  }

  @Test
  void atMostTwentyAndEachOnce() {
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      page.append("<link rel=alternate type=text/xml href=/").append(i / 2).append('>');
    }

    assertThat(find(page.toString()))
        .hasSize(20)
        .doesNotHaveDuplicates()
        .contains("https://example.org/19");
  }

  @Test
  void theCharsetIsThatOfTheFieldElseOfThePage() {
    byte[] page =
        "<meta charset=koi8-r><link rel=alternate type=text/xml href=/\u0436>"
            .getBytes(Charset.forName("KOI8-R"));

    List<FeedUrl> expected = List.of(FeedUrl.parse("https://example.org/%D0%B6"));
    assertThat(PageFeeds.find(page, "text/html", AT)).isEqualTo(expected);
    assertThat(PageFeeds.find(page, "text/html; charset=\"KOI8-R\"", AT)).isEqualTo(expected);
    assertThat(PageFeeds.find(page, "text/html; charset=no-such", AT)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<div>", "<a href='", "<!--", "<x y", "<svg><title><table>"})
  void aHostilePageEndsInNothing(String part) {
    assertThat(find("<html>" + part.repeat(2_000_000 / part.length()))).isEmpty();
  }

  private static List<String> find(String html) {
    return PageFeeds.find(html.getBytes(UTF_8), "text/html", AT).stream()
        .map(FeedUrl::toString)
        .toList();
  }
}
