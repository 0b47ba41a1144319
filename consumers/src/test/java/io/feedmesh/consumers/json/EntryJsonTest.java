package io.feedmesh.consumers.json;

import static io.feedmesh.consumers.json.SampleEntries.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.feedmesh.schemas.record.EntryChange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryJsonTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String FEED = "https://example.org/feed";

  @Test
  void givesEveryFieldOfAnEntryInOneFlatObject() throws IOException {
    JsonNode json = MAPPER.readTree(full(change(SampleEntries.complete())));

    assertThat(json)
        .isEqualTo(
            MAPPER.readTree(
                """
                {"feedUrl":"https://example.org/feed","feedTitle":"Feed of https://example.org/feed",
                 "kind":"NEW","acceptedAt":"2026-11-01T12:00:00.000Z","documentVersion":7,
                 "key":"00112233445566778899aabbccddeeff","id":"tag:All of it",
                 "link":"https://example.org/%d","title":"All of it","summary":"<p>short</p>",
                 "content":"<p>long</p>\\nsecond line","authors":["Ada","Grace"],
                 "categories":["a","b"],"published":"2026-11-01T11:59:00.000Z",
                 "updated":"2026-11-01T11:59:30.000Z","language":"en",
                 "comments":"https://example.org/comments",
                 "enclosures":[{"url":"https://example.org/a.mp3","type":"audio/mpeg","length":123}],
                 "fetchedAt":"2026-11-01T11:59:59.750Z"}
                """
                    .formatted("All of it".hashCode())));
  }

  @Test
  void leavesOutWhatAnEntryDoesNotHave() throws IOException {
    var bare = change(io.feedmesh.schemas.record.Entry.newBuilder().setKey("0".repeat(32)).build());

    assertThat(MAPPER.readTree(full(bare)).fieldNames())
        .toIterable()
        .containsExactly(
            "feedUrl", "feedTitle", "kind", "acceptedAt", "documentVersion", "key", "fetchedAt");
    assertThat(MAPPER.readTree(EntryJson.brief(bare, List.of(bare.getFeedUrl()))).fieldNames())
        .toIterable()
        .containsExactly("feedUrl", "feedTitle", "kind", "acceptedAt", "key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two\nlines",
        "carriage\rreturn",
        "\u2028 \u2029 \u0085 \u0000 \u001b[31m",
        "</script><img src=x onerror=alert(1)>",
        "\"quoted\\",
        "\uD83D\uDE00",
        "data: x\n\nid: 1"
      })
  void staysOnOneLineAndComesBackAsItWas(String text) throws IOException {
    EntryChange change = change(SampleEntries.entry(text).setContent(text).build());

    for (byte[] json :
        new byte[][] {full(change), EntryJson.brief(change, List.of(change.getFeedUrl()))}) {
      assertThat(new String(json, StandardCharsets.UTF_8)).doesNotContain("\n", "\r");
      assertThat(MAPPER.readTree(json).get("title").textValue()).isEqualTo(text);
    }
  }

  @Test
  void aBriefObjectIsShortWhateverTheEntry() throws IOException {
    String huge = "\uD83D\uDE00".repeat(100_000);
    EntryChange change =
        change(
            SampleEntries.entry(huge)
                .setSummary(huge)
                .setContent(huge)
                .setLink("https://example.org/" + "a".repeat(100_000))
                .setAuthors(Collections.nCopies(1_000, huge))
                .setCategories(Collections.nCopies(1_000, huge))
                .build());

    byte[] brief = EntryJson.brief(change, List.of(change.getFeedUrl()));

    assertThat(brief.length).isLessThan(60_000);
    JsonNode json = MAPPER.readTree(brief);
    assertThat(json.has("content")).isFalse();
    assertThat(json.has("link")).isFalse();
    assertThat(json.get("authors")).hasSize(32);
    assertThat(json.get("summary").textValue())
        .hasSizeLessThanOrEqualTo(EntryJson.BRIEF_TEXT)
        .endsWith("\uD83D\uDE00…");
  }

  @Test
  void timesSortAsText() {
    assertThat(EntryJson.time(Instant.parse("2026-11-01T12:00:00Z")))
        .isEqualTo("2026-11-01T12:00:00.000Z")
        .isLessThan(EntryJson.time(Instant.parse("2026-11-01T12:00:00.001Z")));
  }

  private static EntryChange change(io.feedmesh.schemas.record.Entry entry) {
    return SampleEntries.change(FEED, NOON, entry);
  }

  private static byte[] full(EntryChange change) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = EntryJson.generator(out)) {
      EntryJson.full(json, change, List.of(change.getFeedUrl()));
    }
    return out.toByteArray();
  }

  @Test
  void aNotificationSaysWhyItCameWhereThatIsNotJustTheFeed() throws IOException {
    EntryChange change = SampleEntries.change("https://a.example/feed", "title", Instant.EPOCH);

    byte[] known = EntryJson.brief(change, List.of("http://old.example/feed"));

    assertThat(MAPPER.readTree(known).get("reasons")).hasSize(1);
    assertThat(MAPPER.readTree(known).get("reasons").get(0).asText())
        .isEqualTo("http://old.example/feed");
    assertThat(
            MAPPER
                .readTree(EntryJson.brief(change, List.of("https://a.example/feed")))
                .has("reasons"))
        .isFalse();
  }
}
