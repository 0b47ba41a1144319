package io.feedmesh.producers.fetch;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRuleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><head>",
        "\ufeff <html lang=en>",
        "<!-- by a shop --><?php x ?><HTML>",
        "<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'x'><html xmlns='y'>",
        "<head><title>No html element</title>"
      })
  void pagesArePagesWhateverTheirType(String body) {
    assertThat(isPage(body, "text/html")).isTrue();
    assertThat(isPage(body, "application/rss+xml")).isTrue();
    assertThat(isPage(body, null)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<rss version='2.0'><channel>",
        "<?xml version='1.0'?><!-- <html> --><feed xmlns='x'>",
        "<rdf:RDF xmlns:rdf='x'>",
        "<!DOCTYPE html><rss version='0.91'>",
        "<atom:feed xmlns:atom='x'>",
        "Warning: mysql is gone in <b>index.php</b><br/><rss version='2.0'>",
        "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"<html>\"}",
        "not a feed, and not a page",
        ""
      })
  void feedsAreNoPagesWhateverTheirType(String body) {
    assertThat(isPage(body, "text/xml")).isFalse();
    assertThat(isPage(body, "TEXT/HTML; charset=utf-8")).isFalse();
  }

  @Test
  void otherMarkupIsAPageOnlyWhereItSaysSo() {
    assertThat(isPage("<div>Please log in</div>", "text/html")).isTrue();
    assertThat(isPage("<opml version='2.0'>", "text/xml")).isFalse();
  }

  @Test
  void pagesAreKnownInOtherEncodings() {
    assertThat(PageRule.isPage("<html>".getBytes(UTF_16LE), "text/html")).isTrue();
    assertThat(PageRule.isPage("<rss>".getBytes(UTF_16LE), "text/html")).isFalse();
  }

  private static boolean isPage(String body, String contentType) {
    return PageRule.isPage(body.getBytes(UTF_8), contentType);
  }
}
