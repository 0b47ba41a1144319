package io.feedmesh.streams.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.streams.dedupe.DocumentRule.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentRuleTest {
  private static final EntryRule.Outcome NOTHING =
      new EntryRule.Outcome(List.of(), List.of(), false, List.of());
  private static final FeedMemory KNOWN =
      new FeedMemory(3, 1_000, 1_000, 1_000, List.of(seen(1), seen(2)), false, List.of());

  @Test
  void theFirstDocumentIsTheNewest() {
    assertThat(DocumentRule.decide(FeedMemory.NONE, new Sighting(hash(1), 5, 5)))
        .isInstanceOf(Decision.Newest.class);
  }

  @Test
  void theCurrentDocumentIsKnownAndItsLastSightIsKept() {
    Decision again = DocumentRule.decide(KNOWN, new Sighting(hash(1), 2_000, 2_500));

    assertThat(again)
        .isInstanceOfSatisfying(
            Decision.Known.class,
            known -> {
              assertThat(known.memory().originDate()).isEqualTo(2_000);
              assertThat(known.memory().fetchedAt()).isEqualTo(2_500);
              assertThat(known.memory().version()).isEqualTo(3);
            });
    assertThat(DocumentRule.decide(KNOWN, new Sighting(hash(1), 500, 500)))
        .isEqualTo(new Decision.Known(KNOWN));
  }

  @Test
  void anEarlierDocumentIsKnownFromAnOlderCopyAndTheNewestFromANewerOne() {
    assertThat(DocumentRule.decide(KNOWN, new Sighting(hash(2), 900, 1_100)))
        .isEqualTo(new Decision.Known(KNOWN));
    assertThat(DocumentRule.decide(KNOWN, new Sighting(hash(2), 1_100, 1_100)))
        .isInstanceOf(Decision.Newest.class);
  }

  @Test
  void anEarlierDocumentThatWasStillThereLaterThanKnownIsLookedAtAgain() {
    FeedMemory known =
        DocumentRule.withNewest(
            DocumentRule.withNewest(
                FeedMemory.NONE, new Sighting(hash(2), 10_000, 10_000), 20_000, NOTHING),
            new Sighting(hash(1), 20_000, 20_000),
            20_000,
            NOTHING);
    Sighting later = new Sighting(hash(2), 15_000, 15_000);

    assertThat(DocumentRule.decide(known, later)).isInstanceOf(Decision.Late.class);
    FeedMemory seen = DocumentRule.withLate(known, later, 20_000, NOTHING);
    assertThat(DocumentRule.decide(seen, later)).isEqualTo(new Decision.Known(seen));
  }

  @Test
  void whoeverHasNoDateIsComparedByTheTimeOfTheFetch() {
    long none = FeedMemory.NO_DATE;
    assertThat(DocumentRule.decide(KNOWN, new Sighting(hash(3), none, 900)))
        .isInstanceOf(Decision.Late.class);
    assertThat(DocumentRule.decide(KNOWN, new Sighting(hash(3), none, 1_100)))
        .isInstanceOf(Decision.Newest.class);
  }

  @Test
  void theTimeOfTheFetchDecidesBetweenDatesOfTheSameSecond() {
    assertThat(DocumentRule.decide(KNOWN, new Sighting(hash(3), 1_000, 999)))
        .isInstanceOf(Decision.Late.class);
    assertThat(DocumentRule.decide(KNOWN, new Sighting(hash(3), 1_000, 1_001)))
        .isInstanceOf(Decision.Newest.class);
  }

  @Test
  void remembersAFewHashesTheCurrentOneFirst() {
    FeedMemory memory = KNOWN;
    for (int i = 10; i < 30; i++) {
      memory = DocumentRule.withNewest(memory, new Sighting(hash(i), i, i), 2_000, NOTHING);
      memory = DocumentRule.withLate(memory, new Sighting(hash(100 + i), 0, 0), 2_000, NOTHING);
    }

    assertThat(memory.hashes()).hasSize(FeedMemory.MAX_HASHES);
    assertThat(memory.hashes().get(0).hash()).isEqualTo(hash(29));
    assertThat(memory.hashes()).extracting(SeenHash::hash).contains(hash(129), hash(28));
    assertThat(memory.version()).isEqualTo(23);
  }

  private static SeenHash seen(int n) {
    return new SeenHash(hash(n), 1);
  }

  private static Key128 hash(int n) {
    return new Key128(n, n);
  }
}
