package io.feedmesh.streams.dedupe;

import io.feedmesh.schemas.record.Entry;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which entries the origin took out of a feed, and did not merely let roll over its end: those that
 * are gone while older ones stay. Where the older ones are is said by the dates of the document;
 * where it has none, entries have to stay on both sides. A feed whose entries are not in the order
 * of their dates, or changed their order, is a ranking, and nothing is said of it. Pure.
 */
final class Removals {
  /** By which end a document lets its entries go. */
  private enum Order {
    NEWEST_FIRST,
    OLDEST_FIRST,
    UNKNOWN,
    NONE
  }

  private Removals() {}

  /**
   * Keys that the removed ones were told under, in their order.
   *
   * @param before entries of the document before, in its order
   * @param seen entries of the document
   * @param matches what each of those was before, or null
   */
  static Set<Key128> find(List<KnownEntry> before, List<SeenEntry> seen, KnownEntry[] matches) {
    Map<Key128, Integer> places = new HashMap<>();
    for (int i = 0; i < matches.length; i++) {
      if (matches[i] != null) {
        places.put(matches[i].told(), i);
      }
    }
    int first = -1;
    int last = -1;
    int place = -1;
    for (int i = 0; i < before.size(); i++) {
      Integer next = places.get(before.get(i).told());
      if (next != null) {
        if (next < place) {
          return Set.of();
        }
        place = next;
        first = first < 0 ? i : first;
        last = i;
      }
    }
    return between(before, places.keySet(), order(seen), first, last);
  }

  private static Set<Key128> between(
      List<KnownEntry> before, Set<Key128> kept, Order order, int first, int last) {
    Set<Key128> removed = new LinkedHashSet<>();
    int from = order == Order.NEWEST_FIRST ? 0 : first + 1;
    int to = order == Order.OLDEST_FIRST && first >= 0 ? before.size() : last;
    for (int i = from; i < to && order != Order.NONE; i++) {
      if (!kept.contains(before.get(i).told())) {
        removed.add(before.get(i).told());
      }
    }
    return removed;
  }

  private static Order order(List<SeenEntry> seen) {
    List<Instant> dates =
        seen.stream().map(entry -> date(entry.entry())).filter(Objects::nonNull).toList();
    boolean falling = true;
    boolean rising = true;
    for (int i = 1; i < dates.size(); i++) {
      int step = dates.get(i).compareTo(dates.get(i - 1));
      falling &= step <= 0;
      rising &= step >= 0;
    }
    if (falling == rising) {
      return falling ? Order.UNKNOWN : Order.NONE;
    }
    return falling ? Order.NEWEST_FIRST : Order.OLDEST_FIRST;
  }

  private static Instant date(Entry entry) {
    return entry == null ? null : entry.getPublished();
  }
}
