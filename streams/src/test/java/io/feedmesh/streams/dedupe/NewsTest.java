package io.feedmesh.streams.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeKind;
import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.EntryChange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewsTest {
  private static final Instant NOON = DedupeDriver.NOON;
  private final Admission admission = new Admission(DedupeConfig.DEFAULT);

  @Test
  void tellsTheOldestFirstByDate() {
    assertThat(
            titles(dated("1", "2026-01-01") + dated("3", "2026-01-03") + dated("2", "2026-01-02")))
        .containsExactly("1", "2", "3");
  }

  @Test
  void tellsFromTheEndOfTheDocumentWhereOneHasNoDate() {
    assertThat(titles(dated("1", "2026-01-01") + dated("3", "2026-01-03") + dated("2", "none")))
        .containsExactly("2", "3", "1");
  }

  @Test
  void tellsEntriesOfTheSameDateFromTheEndOfTheDocument() {
    assertThat(
            titles(dated("3", "2026-01-01") + dated("2", "2026-01-01") + dated("1", "2026-01-01")))
        .containsExactly("1", "2", "3");
  }

  @Test
  void aDateOfChangeStandsInForThatOfPublication() {
    String updated =
        "<item><title>u</title><atom:updated xmlns:atom='http://www.w3.org/2005/Atom'>"
            + "2026-01-02T00:00:00Z</atom:updated></item>";

    assertThat(titles(updated + dated("3", "2026-01-03") + dated("1", "2026-01-01")))
        .containsExactly("1", "u", "3");
  }

  @Test
  void everyChangeSaysOfWhichDocumentItIs() {
    Change change = DedupeDriver.change(document(dated("1", "2026-01-01")), 5);
    Admission.Verdict.Admitted admitted = admitted(change);

    List<EntryChange> changes =
        News.entries(change, admitted.feed(), told(admitted, ChangeKind.UPDATED), 7, NOON);

    assertThat(changes).hasSize(1);
    EntryChange news = changes.get(0);
    assertThat(news.getFeedUrl()).isEqualTo(DedupeDriver.FEED);
    assertThat(news.getFeedTitle()).isEqualTo("Garden");
    assertThat(news.getKind()).isEqualTo(ChangeKind.UPDATED);
    assertThat(news.getDocumentVersion()).isEqualTo(7);
    assertThat(news.getFetchedAt()).isEqualTo(NOON.plusSeconds(300));
    assertThat(news.getAcceptedAt()).isEqualTo(NOON);
  }

  @Test
  void anEntryGoesOutUnderTheKeyThatItWasToldWithFirst() {
    Change change = DedupeDriver.change(document(dated("1", "2026-01-01")), 5);
    Admission.Verdict.Admitted admitted = admitted(change);
    SeenEntry seen = SeenEntry.of(admitted.feed().entries(), List.of()).get(0);
    Key128 first = new Key128(1, 2);

    EntryChange news =
        News.entries(
                change,
                admitted.feed(),
                outcome(List.of(new EntryRule.Told(seen, first, ChangeKind.UPDATED))),
                1,
                NOON)
            .get(0);

    assertThat(news.getEntry().getKey()).isEqualTo(first.toString());
    assertThat(news.getEntry().getTitle()).isEqualTo("1");
    assertThat(seen.entry().getKey()).as("the parsed entry stays").isNotEqualTo(first.toString());
  }

  @Test
  void aDocumentGoesOutAsItCame() {
    String text = document(dated("1", "2026-01-01") + dated("2", "2026-01-02"));
    Change change = DedupeDriver.change(text, 5);

    var document = News.document(change, admitted(change), 3, NOON);

    assertThat(document.getBody()).isEqualTo(change.getBody());
    assertThat(document.getSize()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    assertThat(document.getEntries()).isEqualTo(2);
    assertThat(document.getVersion()).isEqualTo(3);
    assertThat(document.getOrigin()).isEqualTo(change.getOrigin());
    assertThat(document.getFeed().getLatestEntry())
        .isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
  }

  @Test
  void whatADocumentHoldsTwiceIsSeenOnce() {
    String twice = dated("1", "2026-01-01").repeat(3) + dated("1", "2026-01-02");

    List<Entry> entries = admitted(DedupeDriver.change(document(twice), 0)).feed().entries();

    assertThat(entries).hasSize(4);
    assertThat(SeenEntry.of(entries, List.of())).as("another date is another entry").hasSize(2);
  }

  @Test
  void whatIsKnownOfAnEntrySparesItsReadingAndChangesNothingOfWhatIsSeen() {
    String before = dated("1", "2026-01-01") + dated("2", "2026-01-02");
    String after = dated("1", "2026-01-05") + dated("2!", "2026-01-02") + dated("3", "2026-01-03");
    List<KnownEntry> known = new ArrayList<>();
    for (SeenEntry seen :
        SeenEntry.of(
            admitted(DedupeDriver.change(document(before), 0)).feed().entries(), List.of())) {
      known.add(seen.present(seen.key()));
    }

    List<Entry> entries = admitted(DedupeDriver.change(document(after), 1)).feed().entries();

    assertThat(SeenEntry.of(entries, known)).isEqualTo(SeenEntry.of(entries, List.of()));
  }

  private List<String> titles(String items) {
    Change change = DedupeDriver.change(document(items), 5);
    Admission.Verdict.Admitted admitted = admitted(change);
    return News.entries(change, admitted.feed(), told(admitted, ChangeKind.NEW), 1, NOON).stream()
        .map(news -> news.getEntry().getTitle())
        .toList();
  }

  private Admission.Verdict.Admitted admitted(Change change) {
    return (Admission.Verdict.Admitted) admission.admit(change);
  }

  private static EntryRule.Outcome outcome(List<EntryRule.Told> told) {
    return new EntryRule.Outcome(told, List.of(), false, List.of());
  }

  private static EntryRule.Outcome told(Admission.Verdict.Admitted admitted, ChangeKind kind) {
    List<EntryRule.Told> told = new ArrayList<>();
    for (SeenEntry seen : SeenEntry.of(admitted.feed().entries(), List.of())) {
      told.add(new EntryRule.Told(seen, seen.key(), kind));
    }
    return outcome(told);
  }

  private static String document(String items) {
    return DedupeDriver.feed(items);
  }

  private static String dated(String title, String date) {
    return "<item><title>" + title + "</title><pubDate>" + date + "</pubDate></item>";
  }
}
