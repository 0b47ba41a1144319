package io.feedmesh.streams.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.streams.dedupe.DocumentRule.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whoever fetches a feed how often and however late: the newest document is the same one. */
class DocumentRulePropertyTest {
  private static final EntryRule.Outcome NOTHING =
      new EntryRule.Outcome(List.of(), List.of(), false, List.of());

  private final long seed = Long.getLong("feedmesh.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void inWhateverOrderTheyComeTheCurrentDocumentIsTheNewest() {
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    for (int i = 0; i < 500; i++) {
      List<Sighting> sightings = sightings(2 + random.nextInt(20), random.nextBoolean());
      Sighting newest =
          sightings.stream()
              .max(
                  Comparator.comparingLong(Sighting::originDate)
                      .thenComparingLong(Sighting::fetchedAt))
              .orElseThrow();
      Collections.shuffle(sightings, random);

      FeedMemory memory = play(sightings);

      assertThat(memory.hashes().get(0).hash())
          .as("history %d of seed %d", i, seed)
          .isEqualTo(newest.hash());
      assertThat(memory.originDate()).isEqualTo(newest.originDate());
      assertThat(memory.fetchedAt()).isEqualTo(newest.fetchedAt());
    }
  }

  @Test
  void versionsCountTheNewestDocumentsAndNothingElse() {
    for (int i = 0; i < 300; i++) {
      FeedMemory memory = FeedMemory.NONE;
      long newest = 0;
      for (Sighting sighting : sightings(30, true)) {
        Decision decision = DocumentRule.decide(memory, sighting);
        newest += decision instanceof Decision.Newest ? 1 : 0;
        memory = after(memory, sighting, decision);

        assertThat(memory.version()).as("seed %d", seed).isEqualTo(newest);
        assertThat(memory.hashes())
            .as("seed %d", seed)
            .extracting(SeenHash::hash)
            .doesNotHaveDuplicates();
        assertThat(memory.hashes()).hasSizeLessThanOrEqualTo(FeedMemory.MAX_HASHES);
      }
    }
  }

  @Test
  void theSameSightAgainChangesNothing() {
    for (int i = 0; i < 300; i++) {
      FeedMemory memory = FeedMemory.NONE;
      for (Sighting sighting : sightings(10, true)) {
        memory = after(memory, sighting, DocumentRule.decide(memory, sighting));

        Decision again = DocumentRule.decide(memory, sighting);

        assertThat(again).as("seed %d", seed).isEqualTo(new Decision.Known(memory));
      }
    }
  }

  /** Documents follow each other; each is seen at some moment by origin and fetcher. */
  private List<Sighting> sightings(int count, boolean skewed) {
    List<Sighting> sightings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long date = 1_000_000L + 1_000L * i;
      long fetched = skewed ? date + random.nextInt(900) : date;
      sightings.add(new Sighting(new Key128(9, i / 2), date, fetched));
    }
    if (random.nextBoolean()) {
      Collections.shuffle(sightings, random);
    }
    return sightings;
  }

  private static FeedMemory play(List<Sighting> sightings) {
    FeedMemory memory = FeedMemory.NONE;
    for (Sighting sighting : sightings) {
      memory = after(memory, sighting, DocumentRule.decide(memory, sighting));
    }
    return memory;
  }

  private static FeedMemory after(FeedMemory memory, Sighting sighting, Decision decision) {
    if (decision instanceof Decision.Known known) {
      return known.memory();
    }
    return decision instanceof Decision.Late
        ? DocumentRule.withLate(memory, sighting, 2_000_000, NOTHING)
        : DocumentRule.withNewest(memory, sighting, 2_000_000, NOTHING);
  }
}
