package io.feedmesh.streams.dedupe;

import static io.feedmesh.streams.dedupe.DedupeDriver.FEED;
import static io.feedmesh.streams.dedupe.DedupeDriver.NOON;
import static io.feedmesh.streams.dedupe.DedupeDriver.change;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.ChangeKind;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.streams.dedupe.PostHistory.Shown;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Any number of aggregators fetch a feed of any history and hand in what they saw, with repeats and
 * delays. Of each post is told, in this order and nothing else: the version that was seen first,
 * and each other version that was seen in a document newer than all that had the post until then.
 *
 * <p>So the told versions are those that one perfect observer of all the feed's versions would
 * tell, without those that nobody fetched, or that arrived when a later sight of the post was known
 * already; the posts are the same, and what is told last of each is its newest version seen.
 */
class AggregatorsPropertyTest {
  private static final int HISTORIES = 25;
  private static final int MINUTES = 10;

  private record Sight(int minute, long arrives) {
    int document() {
      return minute / MINUTES;
    }
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void manyWhoSeeSomeTellWhatOnePerfectObserverTells(PostHistory.Ids ids) {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    for (int i = 0; i < HISTORIES; i++) {
      Random random = new Random(seed + i);
      PostHistory history = new PostHistory(ids, random, 30);
      List<Sight> sights = sights(random, history.documents.size());
      String name = ids + " " + i + " of seed " + seed;

      List<EntryChange> told = play(history, sights, random.nextBoolean(), folder.resolve("h" + i));

      assertThat(versions(told)).as(name).isEqualTo(versionsByRule(history, sights));
      assertComparesToPerfect(versions(told), history, sights, name);
      assertKeys(told, name);
    }
  }

  /** What an observer tells who saw every version in its order. */
  private static void assertComparesToPerfect(
      Map<Integer, List<Integer>> told, PostHistory history, List<Sight> sights, String name) {
    List<Sight> all = new ArrayList<>();
    for (int i = 0; i < history.documents.size(); i++) {
      all.add(new Sight(i * MINUTES, 0));
    }
    Map<Integer, List<Integer>> perfect = versionsByRule(history, all);
    List<Sight> inOrder = sorted(sights, Comparator.comparingInt(Sight::minute));
    Map<Integer, List<Integer>> seenInOrder = versionsByRule(history, inOrder);

    assertThat(told.keySet()).as(name).isEqualTo(seenInOrder.keySet());
    told.forEach(
        (post, versions) -> {
          List<Integer> inOrderVersions = seenInOrder.get(post);
          assertThat(perfect.get(post)).as(name).containsAll(versions);
          assertThat(versions.get(versions.size() - 1))
              .as(name)
              .isEqualTo(inOrderVersions.get(inOrderVersions.size() - 1));
        });
  }

  /** New the first time, an update after that; each post under one key of its own. */
  private static void assertKeys(List<EntryChange> told, String name) {
    Map<Integer, String> keys = new HashMap<>();
    for (EntryChange change : told) {
      String key = change.getEntry().getKey();
      String known = keys.put(shown(change).post(), key);
      assertThat(change.getKind())
          .as(name)
          .isEqualTo(known == null ? ChangeKind.NEW : ChangeKind.UPDATED);
      assertThat(known == null || known.equals(key)).as(name).isTrue();
    }
    assertThat(keys.values()).as(name).doesNotHaveDuplicates();
  }

  private static Map<Integer, List<Integer>> versionsByRule(
      PostHistory history, List<Sight> sights) {
    Map<Integer, List<Integer>> told = new TreeMap<>();
    Map<Integer, Integer> lastSeen = new HashMap<>();
    for (Sight sight : sights) {
      for (Shown shown : history.documents.get(sight.document())) {
        List<Integer> versions = told.computeIfAbsent(shown.post(), post -> new ArrayList<>());
        boolean newer = sight.minute() > lastSeen.getOrDefault(shown.post(), -1);
        boolean differs =
            versions.isEmpty() || versions.get(versions.size() - 1) != shown.version();
        if (newer ? differs : versions.isEmpty()) {
          versions.add(shown.version());
        }
        lastSeen.merge(shown.post(), sight.minute(), Math::max);
      }
    }
    return told;
  }

  /**
   * All see the first two documents, which prove what ids are worth; of the others who sees what.
   */
  private static List<Sight> sights(Random random, int documents) {
    List<Sight> sights = new ArrayList<>(List.of(new Sight(0, 0), new Sight(MINUTES, MINUTES)));
    Set<Integer> minutes = new HashSet<>();
    int aggregators = 1 + random.nextInt(4);
    for (int i = 0; i < aggregators * 20; i++) {
      int minute = 2 * MINUTES + random.nextInt((documents - 2) * MINUTES);
      if (minutes.add(minute)) {
        long delay = random.nextInt(3) == 0 ? random.nextInt(150) : 0;
        sights.add(new Sight(minute, minute + delay));
        if (random.nextInt(3) == 0) {
          sights.add(new Sight(minute, minute + random.nextInt(200)));
        }
      }
    }
    return sorted(sights, Comparator.comparingLong(Sight::arrives));
  }

  private static List<Sight> sorted(List<Sight> sights, Comparator<Sight> by) {
    List<Sight> sorted = new ArrayList<>(sights);
    sorted.sort(by);
    return sorted;
  }

  private static List<EntryChange> play(
      PostHistory history, List<Sight> sights, boolean dated, Path state) {
    try (DedupeDriver driver = new DedupeDriver(state, DedupeConfig.DEFAULT)) {
      for (Sight sight : sights) {
        Instant at = NOON.plusSeconds(60L * sight.minute());
        driver.send(
            FEED,
            change(history.texts.get(sight.document()), dated ? at : null, at),
            NOON.plusSeconds(60 * sight.arrives()));
      }
      return driver.entries();
    }
  }

  private static Map<Integer, List<Integer>> versions(List<EntryChange> told) {
    Map<Integer, List<Integer>> versions = new TreeMap<>();
    for (EntryChange change : told) {
      Shown shown = shown(change);
      versions.computeIfAbsent(shown.post(), post -> new ArrayList<>()).add(shown.version());
    }
    return versions;
  }

  private static Shown shown(EntryChange change) {
    String[] title = change.getEntry().getTitle().split(" ", -1);
    return new Shown(Integer.parseInt(title[0]), Integer.parseInt(title[1]));
  }
}
