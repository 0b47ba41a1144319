package io.feedmesh.streams.dedupe;

import static io.feedmesh.streams.dedupe.DedupeDriver.NOON;
import static io.feedmesh.streams.dedupe.DedupeDriver.change;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeKind;
import io.feedmesh.schemas.record.EntryChange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several aggregators fetch a feed now and then and hand in what they saw with repeats and delays.
 * What is told is what one observer would have told who got the same sights in their order: the
 * same new entries, each once, and in the end each entry of the last document as that has it.
 */
class AggregatorsPropertyTest {
  private static final int HISTORIES = 15;

  private record Sight(Change change, int minute, long arrives) {}

  private record Told(Map<String, Long> news, Map<String, String> last, long updates) {}

  @TempDir Path folder;

  @Test
  void manyWhoSeeSomeTellWhatOneWhoSeesAllWouldTell() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    for (int i = 0; i < HISTORIES; i++) {
      check(new Random(seed + i), folder.resolve("h" + i), "history " + i + " of seed " + seed);
    }
  }

  private static void check(Random random, Path state, String name) {
    List<String> documents = history(random);
    List<Sight> sights = sights(random, documents);
    List<Sight> inOrder = sorted(sights, Comparator.comparingInt(Sight::minute));
    List<Sight> asTheyCame = sorted(sights, Comparator.comparingLong(Sight::arrives));

    Told perfect = play(inOrder, state.resolve("perfect"));
    Told real = play(asTheyCame, state.resolve("real"));

    assertThat(real.news().keySet()).as(name).isEqualTo(perfect.news().keySet());
    assertThat(real.news().values()).as(name).allMatch(times -> times == 1);
    assertThat(real.updates()).as(name).isLessThanOrEqualTo(perfect.updates());
    String lastDocument = documents.get(inOrder.get(inOrder.size() - 1).minute() / 10);
    perfect
        .last()
        .forEach(
            (id, title) -> {
              if (lastDocument.contains(">" + title + "<")) {
                assertThat(real.last()).as(name).containsEntry(id, title);
              }
            });
  }

  /** Versions of a feed, ten minutes each: entries come, change, leave, and come back. */
  private static List<String> history(Random random) {
    List<String> documents = new ArrayList<>();
    Map<Integer, Integer> shown = new TreeMap<>(Comparator.reverseOrder());
    Map<Integer, Integer> versions = new HashMap<>();
    int next = 0;
    for (int i = 0; i < 30; i++) {
      for (int posts = random.nextInt(4); posts > 0; posts--) {
        shown.put(next++, 0);
      }
      for (Integer id : Set.copyOf(shown.keySet())) {
        if (random.nextInt(10) == 0) {
          versions.merge(id, 1, Integer::sum);
        }
      }
      while (shown.size() > 8) {
        shown.remove(Set.copyOf(shown.keySet()).stream().min(Integer::compare).orElseThrow());
      }
      if (next > 0 && random.nextInt(6) == 0) {
        shown.put(random.nextInt(next), 0);
      }
      String[] items =
          shown.keySet().stream()
              .map(id -> DedupeDriver.item("e" + id, "e" + id + "v" + versions.getOrDefault(id, 0)))
              .toArray(String[]::new);
      documents.add(DedupeDriver.feed(items) + "<!-- " + i + " -->");
    }
    return documents;
  }

  private static List<Sight> sights(Random random, List<String> documents) {
    List<Sight> sights = new ArrayList<>();
    Set<Integer> minutes = new HashSet<>();
    int aggregators = 1 + random.nextInt(4);
    for (int i = 0; i < aggregators * 25; i++) {
      int minute = random.nextInt(documents.size() * 10);
      if (minutes.add(minute)) {
        Change change = change(documents.get(minute / 10), minute);
        long delay = random.nextInt(3) == 0 ? random.nextInt(60) : 0;
        sights.add(new Sight(change, minute, minute + delay));
        if (random.nextInt(4) == 0) {
          sights.add(new Sight(change, minute, minute + random.nextInt(90)));
        }
      }
    }
    return sights;
  }

  private static List<Sight> sorted(List<Sight> sights, Comparator<Sight> by) {
    List<Sight> sorted = new ArrayList<>(sights);
    sorted.sort(by);
    return sorted;
  }

  private static Told play(List<Sight> sights, Path state) {
    try (DedupeDriver driver = new DedupeDriver(state, DedupeConfig.DEFAULT)) {
      for (Sight sight : sights) {
        Instant now = NOON.plusSeconds(60 * sight.arrives());
        driver.send(DedupeDriver.FEED, sight.change(), now);
      }
      Map<String, Long> news = new HashMap<>();
      Map<String, String> last = new HashMap<>();
      long updates = 0;
      for (EntryChange change : driver.entries()) {
        String id = change.getEntry().getId();
        last.put(id, change.getEntry().getTitle());
        if (change.getKind() == ChangeKind.NEW) {
          news.merge(id, 1L, Long::sum);
        } else {
          updates++;
        }
      }
      return new Told(news, last, updates);
    }
  }
}
