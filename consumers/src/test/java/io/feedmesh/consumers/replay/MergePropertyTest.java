package io.feedmesh.consumers.replay;

import static io.feedmesh.consumers.json.SampleEntries.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.json.SampleEntries;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.EntryView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Partitions that are read in pieces of any size come out as if they had been read at once. */
class MergePropertyTest {
  private static final int PARTITIONS = 4;
  private static final List<Integer> ALL = IntStream.range(0, PARTITIONS).boxed().toList();

  private final long seed = Long.getLong("feedmesh.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void inWhateverPiecesTheyComeEntriesGoOutInOneOrder() {
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    for (int history = 0; history < 200; history++) {
      Map<Integer, List<EntryChange>> partitions = partitions(true);

      List<EntryChange> out = merged(partitions);

      List<EntryChange> expected = new ArrayList<>();
      partitions.values().forEach(expected::addAll);
      expected.sort(
          Comparator.comparing(EntryChange::getAcceptedAt)
              .thenComparing(change -> change.getEntry().getTitle()));
      assertThat(out).as("history %d of seed %d", history, seed).isEqualTo(expected);
    }
  }

  @Test
  void whateverTheTimesNothingIsLostAndTheOrderWithinAPartitionStays() {
    for (int history = 0; history < 200; history++) {
      Map<Integer, List<EntryChange>> partitions = partitions(false);

      List<EntryChange> out = merged(partitions);

      partitions.forEach(
          (partition, changes) ->
              assertThat(out.stream().filter(changes::contains).toList())
                  .as("partition %d, seed %d", partition, seed)
                  .isEqualTo(changes));
      assertThat(out).hasSize(partitions.values().stream().mapToInt(List::size).sum());
    }
  }

  private List<EntryChange> merged(Map<Integer, List<EntryChange>> partitions) {
    Merge merge = new Merge();
    Map<Integer, Integer> given = new HashMap<>();
    List<EntryChange> out = new ArrayList<>();
    int total = partitions.values().stream().mapToInt(List::size).sum();
    while (out.size() < total) {
      int partition = random.nextInt(PARTITIONS);
      List<EntryChange> changes = partitions.get(partition);
      int from = given.getOrDefault(partition, 0);
      int to = Math.min(changes.size(), from + random.nextInt(4));
      changes
          .subList(from, to)
          .forEach(change -> merge.add(partition, SampleEntries.view("", change)));
      given.put(partition, to);
      Optional<EntryView> next = merge.next(ALL, p -> open(partitions, given, p));
      while (next.isPresent()) {
        out.add(next.get().getChange());
        next = merge.next(ALL, p -> open(partitions, given, p));
      }
    }
    assertThat(ALL).allMatch(p -> merge.waiting(p) == 0);
    return out;
  }

  private static boolean open(
      Map<Integer, List<EntryChange>> partitions, Map<Integer, Integer> given, int partition) {
    return given.getOrDefault(partition, 0) < partitions.get(partition).size();
  }

  private Map<Integer, List<EntryChange>> partitions(boolean sorted) {
    Map<Integer, List<EntryChange>> partitions = new HashMap<>();
    int number = 0;
    for (int partition : ALL) {
      List<EntryChange> changes = new ArrayList<>();
      int second = 0;
      for (int n = random.nextInt(12); n > 0; n--) {
        second = sorted ? second + 1 + random.nextInt(5) : random.nextInt(60);
        String title = partition + "-" + String.format("%04d", number++);
        changes.add(SampleEntries.change("http://f/", title, NOON.plusSeconds(second)));
      }
      partitions.put(partition, changes);
    }
    return partitions;
  }
}
