package io.feedmesh.consumers.replay;

import io.feedmesh.schemas.record.EntryView;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Brings the entries of several partitions into the order of their acceptance. The order within a
 * partition, and so within a feed, always stays; between partitions the earlier head goes first,
 * once every partition that will still give something has a head. Not for several threads.
 */
final class Merge {
  private static final Comparator<Line> OLDEST_HEAD =
      Comparator.comparing(Line::head).thenComparing(Line::partition);

  private final SortedMap<Integer, Line> lines = new TreeMap<>();
  private final PriorityQueue<Line> heads = new PriorityQueue<>(OLDEST_HEAD);

  /** Puts an entry behind the others of its partition. */
  void add(int partition, EntryView view) {
    Line line = lines.computeIfAbsent(partition, Line::new);
    line.waiting.add(view);
    if (line.waiting.size() == 1) {
      heads.add(line);
    }
  }

  /** How many entries of a partition wait. */
  int waiting(int partition) {
    Line line = lines.get(partition);
    return line == null ? 0 : line.waiting.size();
  }

  /**
   * The next entry, if it is certain which one that is.
   *
   * @param partitions all that are read
   * @param open whether a partition is going to give more without anybody's doing
   */
  Optional<EntryView> next(Iterable<Integer> partitions, IntPredicate open) {
    for (int partition : partitions) {
      if (waiting(partition) == 0 && open.test(partition)) {
        return Optional.empty();
      }
    }
    Line line = heads.poll();
    if (line == null) {
      return Optional.empty();
    }
    EntryView view = line.waiting.remove();
    if (!line.waiting.isEmpty()) {
      heads.add(line);
    }
    return Optional.of(view);
  }

  private static final class Line {
    private final int partition;
    private final ArrayDeque<EntryView> waiting = new ArrayDeque<>();

    Line(int partition) {
      this.partition = partition;
    }

    int partition() {
      return partition;
    }

    Instant head() {
      return waiting.element().getChange().getAcceptedAt();
    }
  }
}
