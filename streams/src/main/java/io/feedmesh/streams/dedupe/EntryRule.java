package io.feedmesh.streams.dedupe;

import io.feedmesh.schemas.record.ChangeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which entries of a document are new or really differ.
 *
 * <p>An entry is known by its key. One whose link and content are known under a key that no longer
 * stands for them is the same entry under another id, so that a feed which renames or renumbers all
 * its entries floods nobody; it goes on under the key that it was first told with.
 */
final class EntryRule {
  /**
   * An entry to be told.
   *
   * @param seen the entry
   * @param key the key that it is told under
   * @param kind new or updated
   */
  record Told(SeenEntry seen, Key128 key, ChangeKind kind) {}

  /**
   * What comes of a document.
   *
   * @param told its news, in the order of the document
   * @param entries what is remembered from now on
   */
  record Outcome(List<Told> told, List<KnownEntry> entries) {}

  private record Twin(long link, long content) {}

  private final Map<Key128, KnownEntry> unmatched = new LinkedHashMap<>();
  private final Set<Key128> toldKeys = new HashSet<>();
  private final List<KnownEntry> present = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();

  private EntryRule(List<KnownEntry> known, int now, long rememberSeconds) {
    for (KnownEntry entry : known) {
      if (!entry.forgotten(now, rememberSeconds)) {
        unmatched.put(entry.key(), entry);
        toldKeys.add(entry.told());
      }
    }
  }

  /**
   * The feed's newest document.
   *
   * @param now when it is accepted, in seconds since 1970
   */
  static Outcome newest(
      List<KnownEntry> known, List<SeenEntry> seen, int now, DedupeConfig config) {
    EntryRule rule = new EntryRule(known, now, config.remember().toSeconds());
    List<SeenEntry> changed = rule.withoutUnchanged(seen);
    List<SeenEntry> others = rule.withoutRenamed(changed);
    others.forEach(rule::newOrUpdated);
    return new Outcome(rule.told, rule.remembered(now, config.rememberedEntries()));
  }

  /** A document older than the current one: only what nobody saw is news, and known things stay. */
  static Outcome late(List<KnownEntry> known, List<SeenEntry> seen, int now, DedupeConfig config) {
    EntryRule rule = new EntryRule(known, now, config.remember().toSeconds());
    Set<Twin> twins = new HashSet<>();
    rule.unmatched.values().forEach(entry -> twins.add(new Twin(entry.link(), entry.content())));
    List<KnownEntry> entries = new ArrayList<>(rule.unmatched.values());
    for (SeenEntry entry : seen) {
      boolean renamed =
          entry.link() != 0 && twins.contains(new Twin(entry.link(), entry.content()));
      if (!rule.unmatched.containsKey(entry.key()) && !renamed) {
        Key128 key = rule.freshKey(entry);
        rule.told.add(new Told(entry, key, ChangeKind.NEW));
        entries.add(entry.known(key, now));
      }
    }
    return new Outcome(rule.told, bounded(entries, config.rememberedEntries()));
  }

  private List<SeenEntry> withoutUnchanged(List<SeenEntry> seen) {
    List<SeenEntry> rest = new ArrayList<>();
    for (SeenEntry entry : seen) {
      KnownEntry known = unmatched.get(entry.key());
      if (known != null && known.content() == entry.content()) {
        unmatched.remove(entry.key());
        keep(entry, known.told());
      } else {
        rest.add(entry);
      }
    }
    return rest;
  }

  private List<SeenEntry> withoutRenamed(List<SeenEntry> seen) {
    Map<Twin, KnownEntry> twins = new HashMap<>();
    if (!seen.isEmpty()) {
      unmatched
          .values()
          .forEach(known -> twins.put(new Twin(known.link(), known.content()), known));
    }
    List<SeenEntry> rest = new ArrayList<>();
    for (SeenEntry entry : seen) {
      KnownEntry twin =
          entry.link() == 0 ? null : twins.remove(new Twin(entry.link(), entry.content()));
      if (twin == null) {
        rest.add(entry);
      } else {
        unmatched.remove(twin.key());
        keep(entry, twin.told());
      }
    }
    return rest;
  }

  private void newOrUpdated(SeenEntry entry) {
    KnownEntry known = unmatched.remove(entry.key());
    Key128 key = known == null ? freshKey(entry) : known.told();
    ChangeKind kind = known == null ? ChangeKind.NEW : ChangeKind.UPDATED;
    told.add(new Told(entry, key, kind));
    keep(entry, key);
  }

  /** The entry's own key, unless another entry that goes under it had it before. */
  private Key128 freshKey(SeenEntry entry) {
    Key128 key = entry.key();
    while (!toldKeys.add(key)) {
      key = key.salted(entry.content());
    }
    return key;
  }

  private void keep(SeenEntry entry, Key128 toldKey) {
    present.add(entry.known(toldKey, KnownEntry.PRESENT));
  }

  private List<KnownEntry> remembered(int now, int most) {
    Set<Key128> keys = new HashSet<>();
    present.forEach(entry -> keys.add(entry.key()));
    List<KnownEntry> entries = new ArrayList<>(present);
    for (KnownEntry known : unmatched.values()) {
      if (!keys.contains(known.key())) {
        entries.add(known.left(now));
      }
    }
    return bounded(entries, most);
  }

  /** Those in the document, and of the others those that left it last. */
  private static List<KnownEntry> bounded(List<KnownEntry> entries, int most) {
    if (entries.size() <= most) {
      return entries;
    }
    List<KnownEntry> sorted = new ArrayList<>(entries);
    sorted.sort(
        Comparator.comparing((KnownEntry entry) -> entry.leftAt() != KnownEntry.PRESENT)
            .thenComparing(KnownEntry::leftAt, Comparator.reverseOrder())
            .thenComparing(entry -> entry.key().high())
            .thenComparing(entry -> entry.key().low()));
    return sorted.subList(0, most);
  }
}
