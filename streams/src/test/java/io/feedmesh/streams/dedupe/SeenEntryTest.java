package io.feedmesh.streams.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Entry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeenEntryTest {
  private static final String KEY = "00000000000000010000000000000002";

  @Test
  void whatIsPublishedAsItIsKnownMeansWhatItMeantThen() {
    Entry entry = entry("A title", "<p>A text</p>");
    SeenEntry first = SeenEntry.of(List.of(entry), List.of()).get(0);
    KnownEntry readOtherwise = KnownEntry.present(first.key(), first.key(), 77, 78, first.source());

    SeenEntry again = SeenEntry.of(List.of(entry), List.of(readOtherwise)).get(0);

    assertThat(again.content()).isEqualTo(78);
    assertThat(again.link()).isEqualTo(77);
  }

  @Test
  void otherMarkUpIsAnotherSourceWithTheSameMeaning() {
    SeenEntry plain = SeenEntry.of(List.of(entry("A title", "A text")), List.of()).get(0);
    KnownEntry known = plain.present(plain.key());

    SeenEntry marked =
        SeenEntry.of(List.of(entry("A title", "<p>A <b>text</b></p>")), List.of(known)).get(0);

    assertThat(marked.source()).isNotEqualTo(plain.source());
    assertThat(marked.content()).isEqualTo(plain.content());
  }

  @Test
  void aTextThatMovesFromTheTitleToTheContentIsAnotherSource() {
    SeenEntry one = SeenEntry.of(List.of(entry("A title", "and more")), List.of()).get(0);
    SeenEntry other = SeenEntry.of(List.of(entry("A titleand", " more")), List.of()).get(0);

    assertThat(other.source()).isNotEqualTo(one.source());
    assertThat(other.content()).isNotEqualTo(one.content());
  }

  @Test
  void anEntryThatStandsTwiceIsSeenOnce() {
    Entry entry = entry("A title", "A text");

    assertThat(SeenEntry.of(List.of(entry, entry), List.of())).hasSize(1);
  }

  private static Entry entry(String title, String content) {
    return Entry.newBuilder()
        .setKey(KEY)
        .setId("id")
        .setLink("https://blog.example/1")
        .setTitle(title)
        .setContent(content)
        .setPublished(Instant.EPOCH)
        .build();
  }
}
