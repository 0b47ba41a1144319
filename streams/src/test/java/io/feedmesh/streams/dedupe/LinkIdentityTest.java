package io.feedmesh.streams.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkIdentityTest {
  @Test
  void oneIdForSeveralLinksProvesThatIdsTellNothingApart() {
    assertThat(LinkIdentity.proved(List.of(), List.of(seen("1", 1, 10), seen("1", 2, 20))))
        .isTrue();
    assertThat(LinkIdentity.proved(List.of(), List.of(seen("1", 1, 10), seen("1", 2, 10))))
        .as("one entry twice")
        .isFalse();
  }

  @Test
  void anIdThatMovedToAnotherEntryProvesItInEitherDirectionOfTime() {
    List<KnownEntry> before = List.of(known(1, 10), known(2, 20));
    List<SeenEntry> shifted = List.of(seen("1", 1, 30), seen("2", 2, 10));

    assertThat(LinkIdentity.proved(before, shifted)).isTrue();
    assertThat(
            LinkIdentity.proved(
                List.of(known(1, 30), known(2, 10)), List.of(seen("1", 1, 10), seen("2", 2, 20))))
        .isTrue();
  }

  @Test
  void aLinkThatChangesWithItsTextOrAnIdThatChangesAloneProvesNothing() {
    List<KnownEntry> before = List.of(known(1, 10), known(2, 20));

    assertThat(LinkIdentity.proved(before, List.of(seen("1", 1, 11), seen("2", 2, 20)))).isFalse();
    assertThat(LinkIdentity.proved(before, List.of(seen("8", 8, 10), seen("9", 9, 20)))).isFalse();
  }

  @Test
  void anotherEntryWithTheSameLinkAndTextProvesNothingWhereItHasItsIdAsBefore() {
    List<KnownEntry> twins = List.of(known(1, 10), known(2, 10));

    assertThat(LinkIdentity.proved(twins, List.of(seen("1", 1, 11), seen("2", 2, 10)))).isFalse();
  }

  @Test
  void aLinkIsTheKeyOnlyWhereItIsTheEntrysOwn() {
    List<SeenEntry> seen =
        LinkIdentity.seenByLink(
            List.of(seen("1", 1, 10), seen("2", 2, 20), seen("3", 3, 20), seen("4", 4, 0)));
    List<KnownEntry> known =
        LinkIdentity.knownByLink(
            List.of(known(7, 10), known(2, 20), known(3, 20), known(4, 0), left(9, 10)));

    assertThat(seen.get(0).key()).isEqualTo(known.get(0).key()).isNotEqualTo(key(1));
    assertThat(seen).extracting(SeenEntry::key).contains(key(2), key(3), key(4));
    assertThat(known).extracting(KnownEntry::key).contains(key(2), key(3), key(4), key(9));
    assertThat(known.get(0).told()).isEqualTo(key(7));
  }

  private static SeenEntry seen(String id, int key, long link) {
    Entry entry = Entry.newBuilder().setKey(key(key).toString()).setId(id).build();
    return new SeenEntry(entry, key(key), link, link, link);
  }

  private static KnownEntry known(int key, long link) {
    return KnownEntry.present(key(key), key(key), link, link, link);
  }

  private static KnownEntry left(int key, long link) {
    return known(key, link).left(5, 4);
  }

  private static Key128 key(int key) {
    return new Key128(7, key);
  }
}
