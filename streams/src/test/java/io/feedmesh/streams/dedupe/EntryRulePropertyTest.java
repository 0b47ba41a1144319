package io.feedmesh.streams.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.ChangeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Random histories of a feed, each step beside plain loops that say what is right. */
class EntryRulePropertyTest {
  private static final int DAY = 86_400;
  private static final long REMEMBER = DedupeConfig.DEFAULT.remember().toSeconds();

  private final long seed = Long.getLong("feedmesh.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void everyHistoryIsToldAsPlainLoopsTellIt() {
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    for (int history = 0; history < 150; history++) {
      List<KnownEntry> known = List.of();
      int now = 1_800_000_000;
      for (int step = 0; step < 30; step++) {
        String name = "history " + history + " step " + step + " of seed " + seed;
        List<SeenEntry> seen = document();
        boolean late = step > 0 && random.nextInt(4) == 0;

        EntryRule.Outcome outcome =
            late
                ? EntryRule.late(known, seen, now, DedupeConfig.DEFAULT)
                : EntryRule.newest(known, seen, now, DedupeConfig.DEFAULT);
        NaiveEntries model =
            late
                ? NaiveEntries.late(known, seen, now, REMEMBER)
                : NaiveEntries.newest(known, seen, now, REMEMBER);

        assertThat(outcome.told()).as(name).isEqualTo(model.told);
        assertThat(outcome.entries()).as(name).containsExactlyInAnyOrderElementsOf(model.entries);
        known = outcome.entries();
        now += random.nextInt(10) == 0 ? 31 * DAY : random.nextInt(DAY);
      }
    }
  }

  @Test
  void noTwoRememberedEntriesWereToldUnderOneKey() {
    for (int history = 0; history < 100; history++) {
      List<KnownEntry> known = List.of();
      int now = 1_800_000_000;
      for (int step = 0; step < 30; step++) {
        known = EntryRule.newest(known, document(), now, DedupeConfig.DEFAULT).entries();
        now += random.nextInt(2 * DAY);

        assertThat(known).as("seed %d", seed).extracting(KnownEntry::told).doesNotHaveDuplicates();
        assertThat(known).as("seed %d", seed).extracting(KnownEntry::key).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void theSameDocumentAgainTellsNothingAndChangesNothing() {
    for (int history = 0; history < 200; history++) {
      List<KnownEntry> known = List.of();
      for (int step = 0; step < 5; step++) {
        known = EntryRule.newest(known, document(), 1_800_000_000, DedupeConfig.DEFAULT).entries();
      }
      List<SeenEntry> last = document();
      known = EntryRule.newest(known, last, 1_800_000_100, DedupeConfig.DEFAULT).entries();

      EntryRule.Outcome again = EntryRule.newest(known, last, 1_800_000_200, DedupeConfig.DEFAULT);

      assertThat(again.told()).as("seed %d", seed).isEmpty();
      assertThat(again.entries()).as("seed %d", seed).hasSameElementsAs(known);
      assertThat(EntryRule.late(known, last, 1_800_000_200, DedupeConfig.DEFAULT).told())
          .as("seed %d, late", seed)
          .isEmpty();
    }
  }

  @Test
  void everythingInTheDocumentIsRememberedAsPresentAndNothingElse() {
    List<KnownEntry> known = List.of();
    for (int step = 0; step < 300; step++) {
      List<SeenEntry> seen = document();

      known = EntryRule.newest(known, seen, 1_800_000_000 + step, DedupeConfig.DEFAULT).entries();

      Set<Key128> present =
          known.stream()
              .filter(entry -> entry.leftAt() == KnownEntry.PRESENT)
              .map(KnownEntry::key)
              .collect(Collectors.toSet());
      assertThat(present)
          .as("seed %d", seed)
          .isEqualTo(seen.stream().map(SeenEntry::key).collect(Collectors.toSet()));
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
      List<KnownEntry> known =
          EntryRule.newest(List.of(), before, 1_800_000_000, DedupeConfig.DEFAULT).entries();

      assertThat(EntryRule.newest(known, after, 1_800_000_001, DedupeConfig.DEFAULT).told())
          .as("seed %d", seed)
          .isEmpty();
    }
  }

  @Test
  void whatIsToldAsAnUpdateWasToldAsNewUnderThatKeyBefore() {
    for (int history = 0; history < 100; history++) {
      List<KnownEntry> known = List.of();
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
        known = outcome.entries();
      }
    }
  }

  /** Few keys, links and contents, so that everything happens that can; each key once. */
  private List<SeenEntry> document() {
    List<SeenEntry> seen = new ArrayList<>();
    Set<Integer> keys = new HashSet<>();
    for (int n = random.nextInt(7); n > 0; n--) {
      int key = random.nextInt(8);
      if (keys.add(key)) {
        int link = random.nextInt(4);
        long content = 10L * link + random.nextInt(3);
        seen.add(new SeenEntry(null, new Key128(7, key), link, content, content));
      }
    }
    return seen;
  }
}
