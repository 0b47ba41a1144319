package io.feedmesh.docker.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedTypeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "json | ''                                     | application/feed+json",
        "atom | ''                                     | application/atom+xml",
        "rdf  | ''                                     | application/rdf+xml",
        "rss  | '<feed>'                               | application/rss+xml",
        "xml  | '<?xml version=\"1.0\"?><rss version>' | application/rss+xml",
        "xml  | '<!-- <b> --><feed xmlns=\"…\">'       | application/atom+xml",
        "xml  | '<a:feed xmlns:a=\"…\">'               | application/atom+xml",
        "xml  | '<rdf:RDF xmlns:rdf=\"…\">'            | application/rdf+xml",
        "xml  | '<opml>'                               | application/xml",
        "xml  | '<feedback>'                           | application/xml",
        "xml  | ''                                     | application/xml",
        "''   | ' { \"version\":\"https://jsonfeed.org/version/1\"}' | application/feed+json",
      })
  void theExtensionDecidesAndElseTheFirstBytes(String extension, String head, String type) {
    assertThat(FeedType.contentType(extension, head.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(type);
  }

  @Test
  void readsUtf16AndByteOrderMarks() {
    assertThat(FeedType.isFeedContent("\ufeff<rss >".getBytes(StandardCharsets.UTF_16LE))).isTrue();
    assertThat(FeedType.isFeedContent("\ufeff<rss >".getBytes(StandardCharsets.UTF_16BE))).isTrue();
    assertThat(FeedType.isFeedContent("\ufeff<rss >".getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain text with <rss >", "{\"a\":1}", "<html><p>", "{\"file\": \"1.xml\"}"})
  void otherFilesAreNoFeeds(String text) {
    assertThat(FeedType.isFeedContent(text.getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"a.XML, xml", "a.b.rss, rss", "noext, ''", ".json, json", "dot., ''"})
  void takesTheLastExtension(String name, String extension) {
    assertThat(FeedType.extension(name)).isEqualTo(extension);
  }
}
