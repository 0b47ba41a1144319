package io.feedmesh.streams.dedupe;

import static io.feedmesh.schemas.record.ChangeKind.NEW;
import static io.feedmesh.schemas.record.ChangeKind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.ChangeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryRuleTest {
  private static final DedupeConfig CONFIG =
      new DedupeConfig(Duration.ofDays(30), 10_000, DedupeConfig.DEFAULT.bounds(), false);
  private static final int NOW = 1_800_000_000;

  private static final int DAY = 86_400;

  /** Time of the current document. */
  private static final int AT = NOW - 60;

  @Test
  void tellsNothingOfWhatIsKnownAndUnchanged() {
    assertThat(kinds(List.of(known(1, 10, 100)), seen(1, 10, 100))).isEmpty();
  }

  @Test
  void anIdWithOtherContentIsAnUpdate() {
    assertThat(kinds(List.of(known(1, 10, 100)), seen(1, 10, 101))).containsExactly(UPDATED);
  }

  @Test
  void theSameLinkAndContentUnderANewIdIsTheSameEntry() {
    assertThat(kinds(List.of(known(1, 10, 100)), seen(2, 10, 100))).isEmpty();
  }

  @Test
  void theSameContentUnderANewIdIsNewWhileTheOldOneIsStillThere() {
    assertThat(kinds(List.of(known(1, 10, 100)), seen(2, 10, 100), seen(1, 10, 100)))
        .containsExactly(NEW);
  }

  @Test
  void theSameContentWithoutLinkIsNew() {
    assertThat(kinds(List.of(known(1, 0, 100)), seen(2, 0, 100))).containsExactly(NEW);
  }

  @Test
  void idsThatOnlyNumberThePlacesMakeNoFlood() {
    List<KnownEntry> known = List.of(known(1, 10, 100), known(2, 20, 200), known(3, 30, 300));

    EntryRule.Outcome outcome =
        EntryRule.newest(
            memory(known),
            List.of(seen(1, 40, 400), seen(2, 10, 100), seen(3, 20, 200)),
            NOW,
            CONFIG);

    assertThat(outcome.told()).hasSize(1);
    assertThat(outcome.told().get(0).kind()).isEqualTo(NEW);
    assertThat(outcome.told().get(0).key()).isNotEqualTo(key(1));
    assertThat(outcome.entries()).extracting(KnownEntry::told).doesNotHaveDuplicates();
  }

  @Test
  void twoRenamedEntriesOfOneLinkAndTextAreBothKnown() {
    List<KnownEntry> known = List.of(known(1, 10, 100), known(2, 10, 100));

    EntryRule.Outcome outcome =
        EntryRule.newest(memory(known), List.of(seen(3, 10, 100), seen(4, 10, 100)), NOW, CONFIG);

    assertThat(outcome.told()).isEmpty();
    assertThat(outcome.entries())
        .extracting(KnownEntry::told)
        .containsExactlyInAnyOrder(key(1), key(2));
  }

  @Test
  void anIdThatNamesAnotherPostNowIsNoUpdateWhereTheDocumentProvesIt() {
    List<KnownEntry> known = List.of(known(1, 10, 100), known(2, 20, 200));
    FeedMemory proved =
        after(
            EntryRule.newest(
                memory(known), List.of(seen(1, 30, 300), seen(2, 10, 100)), NOW, CONFIG));

    EntryRule.Outcome nothingInCommon =
        EntryRule.newest(proved, List.of(seen(1, 50, 500), seen(2, 40, 400)), NOW, CONFIG);

    assertThat(proved.byLink()).isTrue();
    assertThat(nothingInCommon.told()).extracting(EntryRule.Told::kind).containsExactly(NEW, NEW);
  }

  @Test
  void anEntryThatReturnsWithinTheRememberTimeIsNotNewAndLaterItIs() {
    FeedMemory gone =
        after(EntryRule.newest(memory(List.of(known(1, 10, 100))), List.of(), NOW, CONFIG));
    List<SeenEntry> back = List.of(seen(1, 10, 100));

    assertThat(EntryRule.newest(gone, back, NOW + 30 * DAY, CONFIG).told()).isEmpty();
    assertThat(EntryRule.newest(gone, back, NOW + 30 * DAY + 1, CONFIG).told())
        .extracting(EntryRule.Told::kind)
        .containsExactly(NEW);
  }

  @Test
  void anEntryWhoseOldIdWasTakenByAnotherIsStillKnownWhenItReturns() {
    List<KnownEntry> known = List.of(known(1, 10, 100), known(2, 20, 200));
    FeedMemory taken =
        after(EntryRule.newest(memory(known), List.of(seen(2, 10, 100)), NOW, CONFIG));

    assertThat(
            EntryRule.newest(taken, List.of(seen(9, 20, 200), seen(2, 10, 100)), NOW, CONFIG)
                .told())
        .isEmpty();
  }

  @Test
  void aLateDocumentTellsTheVersionOfAnEntryThatLeftIfNoneWasSeenLater() {
    FeedMemory gone =
        after(EntryRule.newest(memory(List.of(known(1, 10, 100))), List.of(), NOW, CONFIG));

    EntryRule.Outcome outcome =
        EntryRule.late(gone, List.of(seen(1, 10, 101)), AT + 1, NOW, CONFIG);

    assertThat(outcome.told()).extracting(EntryRule.Told::kind).containsExactly(UPDATED);
    assertThat(EntryRule.late(gone, List.of(seen(1, 10, 99)), AT, NOW, CONFIG).told()).isEmpty();
    assertThat(EntryRule.late(after(outcome), List.of(seen(1, 10, 99)), AT + 1, NOW, CONFIG).told())
        .isEmpty();
  }

  @Test
  void anEntryThatStaysInItsDocumentIsNeverForgotten() {
    List<KnownEntry> known = List.of(known(1, 10, 100));
    for (int i = 0; i < 5; i++) {
      int later = NOW + i * 40 * 86_400;
      EntryRule.Outcome outcome =
          EntryRule.newest(memory(known), List.of(seen(1, 10, 100)), later, CONFIG);
      assertThat(outcome.told()).isEmpty();
      known = outcome.entries();
    }
  }

  @Test
  void forgetsFirstWhatLeftFirstWhenThereIsTooMuchToRemember() {
    List<KnownEntry> known = new ArrayList<>();
    for (int i = 0; i < 12_000; i++) {
      known.add(new KnownEntry(key(i), key(i), 0, i, i, NOW - i, 0, false));
    }

    EntryRule.Outcome outcome =
        EntryRule.newest(memory(known), List.of(seen(20_000, 0, 1)), NOW, CONFIG);

    assertThat(outcome.entries()).hasSize(10_000);
    assertThat(outcome.entries().get(0).key()).isEqualTo(key(20_000));
    assertThat(outcome.entries().get(9_999).key()).isEqualTo(key(9_998));
  }

  @Test
  void aLateDocumentTellsOnlyWhatNobodySaw() {
    List<KnownEntry> known = List.of(known(1, 10, 100), known(2, 20, 200));

    EntryRule.Outcome outcome =
        EntryRule.late(
            memory(known),
            List.of(seen(1, 10, 99), seen(9, 20, 200), seen(3, 30, 300)),
            AT - 1,
            NOW,
            CONFIG);

    assertThat(outcome.told()).extracting(EntryRule.Told::key).containsExactly(key(3));
    assertThat(outcome.entries()).containsAll(known).hasSize(3);
  }

  private static List<ChangeKind> kinds(List<KnownEntry> known, SeenEntry... seen) {
    return EntryRule.newest(memory(known), List.of(seen), NOW, CONFIG).told().stream()
        .map(EntryRule.Told::kind)
        .toList();
  }

  static FeedMemory memory(List<KnownEntry> entries) {
    return new FeedMemory(1, 0, FeedMemory.NO_DATE, AT * 1000L, List.of(), false, entries);
  }

  private static FeedMemory after(EntryRule.Outcome outcome) {
    return new FeedMemory(
        2, 0, FeedMemory.NO_DATE, NOW * 1000L, List.of(), outcome.byLink(), outcome.entries());
  }

  private static Key128 key(int id) {
    return new Key128(7, id);
  }

  private static KnownEntry known(int id, long link, long content) {
    return KnownEntry.present(key(id), key(id), link, content, content);
  }

  private static SeenEntry seen(int id, long link, long content) {
    return new SeenEntry(null, key(id), link, content, content);
  }
}
