package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.FeedMetadata;
import io.feedmesh.schemas.record.RejectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What JSON Feeds hold that the specification does not foresee. */
class JsonItemsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"id\":\"1\" | 1",
        "\"id\":1 | 1",
        "\"id\":1.5 | 1.5",
        "\"id\":\"  1  \" | 1",
        "\"id\":\"\" | null",
        "\"id\":null | null",
        "\"id\":true | null",
        "\"id\":[1] | null",
        "\"id\":{} | null"
      })
  void readsTheIdWhateverItsType(String field, String id) {
    assertThat(String.valueOf(item(field).getId())).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"url\":\"/1\" | https://blog.example/1",
        "\"external_url\":\"https://x.example/\" | https://x.example/",
        "\"url\":\"/1\",\"external_url\":\"/2\" | https://blog.example/1",
        "\"url\":\"\",\"external_url\":\"/2\" | https://blog.example/2",
        "\"id\":\"https://blog.example/1\" | null"
      })
  void readsTheLink(String field, String link) {
    assertThat(String.valueOf(item(field).getLink())).isEqualTo(link);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"content_html\":\"<p>x</p>\" | <p>x</p>",
        "\"content_text\":\"1 < 2\" | 1 &lt; 2",
        "\"content_html\":\"<p>x</p>\",\"content_text\":\"x\" | <p>x</p>",
        "\"content_html\":\" \",\"content_text\":\"x\" | x",
        "\"content_html\":7 | 7",
        "\"title\":\"x\" | null"
      })
  void readsTheContentAsHtml(String field, String content) {
    assertThat(String.valueOf(item(field).getContent())).isEqualTo(content);
  }

  @Test
  void readsAuthorsHoweverTheyAreWritten() {
    assertThat(item("\"authors\":[{\"name\":\"Ann\"},{\"url\":\"/b\"},\"Cid\",7]").getAuthors())
        .containsExactly("Ann", "Cid");
    assertThat(item("\"author\":{\"name\":\"Ann\"}").getAuthors()).containsExactly("Ann");
    assertThat(item("\"author\":\"Ann\"").getAuthors()).containsExactly("Ann");
    assertThat(item("\"authors\":[],\"author\":{\"name\":\"Ann\"}").getAuthors())
        .containsExactly("Ann");
    assertThat(item("\"authors\":\"nobody\"").getAuthors()).isEmpty();
  }

  @Test
  void leavesOutAttachmentsWithoutAddress() {
    assertThat(
            item("\"attachments\":[{\"mime_type\":\"a/b\"},{\"url\":\"/x\",\"size_in_bytes\":\"9\"},"
                    + "{\"url\":\"/y\",\"size_in_bytes\":-1},7]")
                .getEnclosures())
        .extracting("url", "length")
        .containsExactly(
            tuple("https://blog.example/x", 9L), tuple("https://blog.example/y", null));
  }

  @Test
  void readsAtMostAHundredTags() {
    StringBuilder tags = new StringBuilder("\"tags\":[\"t\"");
    for (int i = 0; i < 300; i++) {
      tags.append(",\"t").append(i / 2).append('"');
    }

    assertThat(item(tags.append(']').toString()).getCategories())
        .hasSize(100)
        .startsWith("t", "t0");
  }

  @Test
  void readsWhatAFeedSaysAboutItself() {
    FeedMetadata feed =
        Parsing.parsed(
                "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\" A  b \","
                    + "\"description\":\"x\\ny\",\"hubs\":[{\"url\":\"/hub\"},{\"type\":\"x\"},3],"
                    + "\"items\":[{\"id\":1,\"date_modified\":\"2025-06-03\"}]}")
            .feed();

    assertThat(feed.getTitle()).isEqualTo("A b");
    assertThat(feed.getDescription()).isEqualTo("x y");
    assertThat(feed.getHubs()).containsExactly("https://blog.example/hub");
    assertThat(feed.getLatestEntry()).isEqualTo("2025-06-03T00:00:00Z");
    assertThat(feed.getLanguage()).isNull();
    assertThat(feed.getTtlMinutes()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"items\":[]}",
        "{\"title\":\"x\"}",
        "{\"title\":\"x\",\"items\":{}}",
        "{\"title\":7,\"items\":[]}",
        "{\"version\":\"https://other.example/\",\"items\":[]}",
        "{\"a\":1} {\"b\":2}"
      })
  void refusesJsonOfAnotherKind(String document) {
    assertThat(Parsing.refused(document)).isEqualTo(RejectReason.NOT_A_FEED);
  }

  @Test
  void readsAFeedWithoutTitleByItsVersionAndOneWithoutVersionByItsTitle() {
    assertThat(
            Parsing.parsed("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[]}")
                .entries())
        .isEmpty();
    assertThat(Parsing.parsed("{\"title\":\"x\",\"items\":[]}").feed().getTitle()).isEqualTo("x");
  }

  private static Entry item(String fields) {
    return Parsing.only(
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":[{"
            + fields
            + "}]}");
  }
}
