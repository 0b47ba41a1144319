package io.feedmesh.streams.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.ChangeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random histories of a feed, each step beside plain loops that say what is right. */
class EntryRulePropertyTest {
  private static final int DAY = 86_400;
  private static final long REMEMBER = DedupeConfig.DEFAULT.remember().toSeconds();

  private final long seed = Long.getLong("feedmesh.seed", System.nanoTime());
  private final Random random = new Random(seed);

  /** Whether ids keep their links; where they do not, links are the ids before long. */
  private boolean stable;

  @Test
  void everyHistoryIsToldAsPlainLoopsTellIt() {
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    for (int history = 0; history < 200; history++) {
      stable = random.nextBoolean();
      FeedMemory known = FeedMemory.NONE;
      int now = 1_800_000_000;
      for (int step = 0; step < 30; step++) {
        String name = "history " + history + " step " + step + " of seed " + seed;
        List<SeenEntry> seen = document();
        boolean late = step > 0 && random.nextInt(4) == 0;
        int at = now - random.nextInt(3 * DAY);

        EntryRule.Outcome outcome =
            late
                ? EntryRule.late(known, seen, at, now, DedupeConfig.DEFAULT)
                : EntryRule.newest(known, seen, now, DedupeConfig.DEFAULT);
        NaiveEntries model =
            late
                ? NaiveEntries.late(known, seen, at, now, REMEMBER)
                : NaiveEntries.newest(known, seen, now, REMEMBER);

        assertThat(outcome.told()).as(name).isEqualTo(model.told);
        assertThat(outcome.entries()).as(name).containsExactlyInAnyOrderElementsOf(model.entries);
        known = after(known, outcome, now);
        now += random.nextInt(10) == 0 ? 31 * DAY : random.nextInt(DAY);
      }
    }
  }

  @Test
  void noTwoRememberedEntriesWereToldUnderOneKey() {
    for (int history = 0; history < 100; history++) {
      stable = random.nextBoolean();
      FeedMemory known = FeedMemory.NONE;
      int now = 1_800_000_000;
      for (int step = 0; step < 30; step++) {
        EntryRule.Outcome outcome =
            random.nextInt(4) == 0
                ? EntryRule.late(known, document(), now - DAY, now, DedupeConfig.DEFAULT)
                : EntryRule.newest(known, document(), now, DedupeConfig.DEFAULT);
        known = after(known, outcome, now);
        now += random.nextInt(2 * DAY);

        List<KnownEntry> entries = known.entries();
        assertThat(entries)
            .as("seed %d", seed)
            .extracting(KnownEntry::told)
            .doesNotHaveDuplicates();
        assertThat(entries).as("seed %d", seed).extracting(KnownEntry::key).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void theSameDocumentAgainTellsNothingAndChangesNothing() {
    for (int history = 0; history < 200; history++) {
      FeedMemory known = FeedMemory.NONE;
      for (int step = 0; step < 5; step++) {
        known = newest(known, document(), 1_800_000_000);
      }
      List<SeenEntry> last = document();
      known = newest(known, last, 1_800_000_100);

      EntryRule.Outcome again = EntryRule.newest(known, last, 1_800_000_200, DedupeConfig.DEFAULT);

      assertThat(again.told()).as("seed %d", seed).isEmpty();
      assertThat(again.entries()).as("seed %d", seed).containsExactlyElementsOf(known.entries());
      assertThat(
              EntryRule.late(known, last, 1_800_000_000, 1_800_000_200, DedupeConfig.DEFAULT)
                  .told())
          .as("seed %d, late", seed)
          .isEmpty();
    }
  }

  @Test
  void everythingInTheDocumentIsRememberedAsPresentAndNothingElse() {
    FeedMemory known = FeedMemory.NONE;
    for (int step = 0; step < 300; step++) {
      List<SeenEntry> seen = document();

      known = newest(known, seen, 1_800_000_000 + step);

      assertThat(known.entries().stream().filter(KnownEntry::isPresent).map(KnownEntry::source))
          .as("seed %d", seed)
          .containsExactlyElementsOf(seen.stream().map(SeenEntry::source).toList());
    }
  }

  @Test
  void newIdsForAllEntriesTellNoneOfThem() {
    for (int i = 0; i < 100; i++) {
      List<SeenEntry> before = new ArrayList<>();
      List<SeenEntry> after = new ArrayList<>();
      for (int entry = 0; entry < 1 + random.nextInt(30); entry++) {
        long content = random.nextLong();
        before.add(new SeenEntry(null, new Key128(1, entry), 1_000 + entry, content, content));
        after.add(
            new SeenEntry(null, new Key128(2, random.nextInt()), 1_000 + entry, content, content));
      }
      FeedMemory known = newest(FeedMemory.NONE, before, 1_800_000_000);

      assertThat(EntryRule.newest(known, after, 1_800_000_001, DedupeConfig.DEFAULT).told())
          .as("seed %d", seed)
          .isEmpty();
    }
  }

  @Test
  void whatIsToldAsAnUpdateWasToldAsNewUnderThatKeyBefore() {
    for (int history = 0; history < 100; history++) {
      stable = random.nextBoolean();
      FeedMemory known = FeedMemory.NONE;
      Set<Key128> news = new HashSet<>();
      for (int step = 0; step < 20; step++) {
        EntryRule.Outcome outcome =
            EntryRule.newest(known, document(), 1_800_000_000 + step, DedupeConfig.DEFAULT);
        for (EntryRule.Told told : outcome.told()) {
          if (told.kind() == ChangeKind.NEW) {
            news.add(told.key());
          } else {
            assertThat(news).as("seed %d", seed).contains(told.key());
          }
        }
        known = after(known, outcome, 1_800_000_000 + step);
      }
    }
  }

  private static FeedMemory newest(FeedMemory known, List<SeenEntry> seen, int now) {
    return after(known, EntryRule.newest(known, seen, now, DedupeConfig.DEFAULT), now);
  }

  private static FeedMemory after(FeedMemory known, EntryRule.Outcome outcome, int now) {
    return new FeedMemory(
        known.version() + 1,
        now,
        FeedMemory.NO_DATE,
        now * 1000L,
        List.of(),
        outcome.byLink(),
        outcome.entries());
  }

  /** Few keys, links and contents, so that everything happens that can; each key once. */
  private List<SeenEntry> document() {
    List<SeenEntry> seen = new ArrayList<>();
    Set<Integer> keys = new HashSet<>();
    for (int n = random.nextInt(7); n > 0; n--) {
      int key = random.nextInt(8);
      if (keys.add(key)) {
        int link = stable ? key / 2 : random.nextInt(4);
        long content = 10L * link + random.nextInt(3);
        seen.add(new SeenEntry(null, new Key128(7, key), link, content, content));
      }
    }
    return seen;
  }
}
