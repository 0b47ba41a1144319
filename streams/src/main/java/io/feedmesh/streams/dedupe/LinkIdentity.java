package io.feedmesh.streams.dedupe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Feeds whose ids do not tell their entries apart: they number the places in the document, or one
 * stands for several entries. Once a document has proved that, an entry of the feed is known by its
 * link, where the link is its own in the document. Pure.
 */
final class LinkIdentity {
  private static final long MARK = 0x6c696e6bL;

  private LinkIdentity() {}

  /** Whether the document proves it, by itself or beside what is known of the feed. */
  static boolean proved(List<KnownEntry> known, List<SeenEntry> seen) {
    return oneIdForSeveral(seen) || idsOfOthers(known, seen);
  }

  /** The entries of a document with the keys that they have by link. */
  static List<SeenEntry> seenByLink(List<SeenEntry> seen) {
    Map<Long, Integer> counts = counts(seen, SeenEntry::link);
    return seen.stream()
        .map(e -> e.link() != 0 && counts.get(e.link()) == 1 ? e.keyed(key(e.link())) : e)
        .toList();
  }

  /** What is known, with the keys by link; of several that left under one link the first has it. */
  static List<KnownEntry> knownByLink(List<KnownEntry> known) {
    Map<Long, Integer> present =
        counts(known.stream().filter(KnownEntry::isPresent).toList(), KnownEntry::link);
    List<KnownEntry> byLink = new ArrayList<>(known.size());
    for (KnownEntry entry : known) {
      boolean own =
          entry.isPresent()
              ? present.get(entry.link()) == 1
              : present.merge(entry.link(), 1, Integer::sum) == 1;
      byLink.add(own && entry.link() != 0 ? entry.keyed(key(entry.link())) : entry);
    }
    return byLink;
  }

  private static Key128 key(long link) {
    return new Key128(link, MARK);
  }

  private static boolean oneIdForSeveral(List<SeenEntry> seen) {
    Map<String, Long> links = new HashMap<>();
    for (SeenEntry entry : seen) {
      if (entry.id() != null && entry.link() != 0) {
        Long other = links.putIfAbsent(entry.id(), entry.link());
        if (other != null && other != entry.link()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether an id that stood for one entry stands for another, and one of them has another id. */
  private static boolean idsOfOthers(List<KnownEntry> known, List<SeenEntry> seen) {
    Map<Key128, KnownEntry> before = new HashMap<>();
    known.forEach(entry -> before.put(entry.key(), entry));
    Map<Key128, SeenEntry> after = new HashMap<>();
    seen.forEach(entry -> after.put(entry.key(), entry));
    List<SeenEntry> taken = seen.stream().filter(e -> another(e, before.get(e.key()))).toList();
    if (taken.isEmpty()) {
      return false;
    }
    Set<Twin> arrived = new HashSet<>();
    for (SeenEntry entry : seen) {
      if (!before.containsKey(entry.key()) || another(entry, before.get(entry.key()))) {
        arrived.add(Twin.of(entry));
      }
    }
    Set<Twin> gone = new HashSet<>();
    for (KnownEntry entry : known) {
      if (!after.containsKey(entry.key()) || another(after.get(entry.key()), entry)) {
        gone.add(Twin.of(entry));
      }
    }
    return taken.stream()
        .anyMatch(e -> arrived.contains(Twin.of(before.get(e.key()))) || gone.contains(Twin.of(e)));
  }

  private static boolean another(SeenEntry seen, KnownEntry known) {
    return known != null && seen.link() != 0 && known.link() != 0 && seen.link() != known.link();
  }

  private static <T> Map<Long, Integer> counts(List<T> entries, ToLongFunction<T> link) {
    Map<Long, Integer> counts = new HashMap<>();
    entries.forEach(entry -> counts.merge(link.applyAsLong(entry), 1, Integer::sum));
    return counts;
  }
}
