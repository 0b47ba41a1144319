package io.feedmesh.streams.dedupe;

import io.feedmesh.schemas.record.ChangeKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
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
 * its entries floods nobody; it goes on under the key that it was first told with. Where ids prove
 * to be worth nothing, links are the keys ({@link LinkIdentity}).
 *
 * <p>Of each entry the newest version is told that anybody saw until then, whoever saw it and
 * whatever comes after: what is told of it is new the first time, and an update whenever a document
 * that is newer than all that had it so far has it with another content.
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
   * @param removed keys that removed entries were told under, in the order that they had
   * @param byLink as in {@link FeedMemory}
   * @param entries what is remembered from now on
   */
  record Outcome(List<Told> told, List<Key128> removed, boolean byLink, List<KnownEntry> entries) {}

  private final DedupeConfig config;
  private final int now;
  private final boolean byLink;
  private final List<SeenEntry> seen;
  private final Map<Key128, KnownEntry> unmatched = new LinkedHashMap<>();
  private final Set<Key128> toldKeys = new HashSet<>();
  private final List<Told> told = new ArrayList<>();

  private EntryRule(FeedMemory known, List<SeenEntry> seen, int now, DedupeConfig config) {
    this.config = config;
    this.now = now;
    this.byLink = known.byLink() || LinkIdentity.proved(known.entries(), seen);
    this.seen = byLink ? LinkIdentity.seenByLink(seen) : seen;
    boolean proved = byLink && !known.byLink();
    for (KnownEntry entry : proved ? LinkIdentity.knownByLink(known.entries()) : known.entries()) {
      if (!entry.forgotten(now, config.remember().toSeconds())) {
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
  static Outcome newest(FeedMemory known, List<SeenEntry> seen, int now, DedupeConfig config) {
    return new EntryRule(known, seen, now, config).newest(known.at());
  }

  /**
   * A document older than the current one: nothing that is in the current document changes, but
   * entries may be news that nobody saw, and versions of such that had left before it.
   *
   * @param at its time as in {@link Sighting#at()}
   * @param now when it is accepted, in seconds since 1970
   */
  static Outcome late(
      FeedMemory known, List<SeenEntry> seen, int at, int now, DedupeConfig config) {
    return new EntryRule(known, seen, now, config).late(at);
  }

  private Outcome newest(int lastSeen) {
    List<KnownEntry> before = unmatched.values().stream().filter(KnownEntry::isPresent).toList();
    KnownEntry[] matches = matches();
    List<KnownEntry> present = new ArrayList<>(seen.size());
    for (int i = 0; i < matches.length; i++) {
      SeenEntry entry = seen.get(i);
      Key128 key = matches[i] == null ? freshKey(entry) : matches[i].told();
      if (matches[i] == null) {
        told.add(new Told(entry, key, ChangeKind.NEW));
      } else if (matches[i].content() != entry.content() || matches[i].removed()) {
        told.add(new Told(entry, key, ChangeKind.UPDATED));
      }
      present.add(entry.present(key));
    }
    Set<Key128> removed = config.reportRemoved() ? Removals.find(before, seen, matches) : Set.of();
    List<KnownEntry> entries = remembered(present, removed, lastSeen);
    return new Outcome(told, List.copyOf(removed), byLink, entries);
  }

  private Outcome late(int at) {
    Map<Key128, KnownEntry> entries = new LinkedHashMap<>(unmatched);
    KnownEntry[] matches = matches();
    for (int i = 0; i < matches.length; i++) {
      SeenEntry entry = seen.get(i);
      KnownEntry known = matches[i];
      if (known == null) {
        Key128 key = freshKey(entry);
        told.add(new Told(entry, key, ChangeKind.NEW));
        put(entry.left(key, now, at), entries);
      } else if (!known.isPresent() && !known.removed() && known.seenAt() < at) {
        if (known.content() != entry.content()) {
          told.add(new Told(entry, known.told(), ChangeKind.UPDATED));
        }
        entries.remove(known.key());
        put(entry.left(known.told(), known.leftAt(), at), entries);
      }
    }
    return new Outcome(told, List.of(), byLink, bounded(entries.values()));
  }

  /** Which known entry each of the document is: unchanged, under another id, changed, or none. */
  private KnownEntry[] matches() {
    KnownEntry[] matches = new KnownEntry[seen.size()];
    for (int i = 0; i < matches.length; i++) {
      KnownEntry known = unmatched.get(seen.get(i).key());
      if (known != null && known.content() == seen.get(i).content()) {
        matches[i] = unmatched.remove(known.key());
      }
    }
    Map<Twin, Deque<KnownEntry>> twins = twins();
    for (int i = 0; i < matches.length; i++) {
      SeenEntry entry = seen.get(i);
      Deque<KnownEntry> known = twins.get(Twin.of(entry));
      if (matches[i] == null && known != null && !known.isEmpty()) {
        matches[i] = unmatched.remove(known.poll().key());
      }
    }
    for (int i = 0; i < matches.length; i++) {
      if (matches[i] == null) {
        matches[i] = unmatched.remove(seen.get(i).key());
      }
    }
    return matches;
  }

  /** By link and content; an entry without a link has no twin, however alike its text is. */
  private Map<Twin, Deque<KnownEntry>> twins() {
    Map<Twin, Deque<KnownEntry>> twins = new HashMap<>();
    for (KnownEntry entry : unmatched.values()) {
      if (entry.link() != 0) {
        twins.computeIfAbsent(Twin.of(entry), twin -> new ArrayDeque<>(1)).add(entry);
      }
    }
    return twins;
  }

  /** The entry's own key, unless another entry that goes under it had it before. */
  private Key128 freshKey(SeenEntry entry) {
    Key128 key = entry.key();
    while (!toldKeys.add(key)) {
      key = key.salted(entry.content());
    }
    return key;
  }

  private List<KnownEntry> remembered(List<KnownEntry> present, Set<Key128> removed, int lastSeen) {
    Map<Key128, KnownEntry> entries = new LinkedHashMap<>();
    present.forEach(entry -> put(entry, entries));
    for (KnownEntry known : unmatched.values()) {
      KnownEntry left = known.left(now, lastSeen);
      put(removed.contains(known.told()) ? left.asRemoved() : left, entries);
    }
    return bounded(entries.values());
  }

  /** Where its key stands for another one by now, it is still found by link and content. */
  private static void put(KnownEntry entry, Map<Key128, KnownEntry> entries) {
    Key128 key = entry.key();
    while (entries.containsKey(key)) {
      key = key.salted(entry.content());
    }
    entries.put(key, entry.keyed(key));
  }

  /** Those in the document, and of the others those that left it last. */
  private List<KnownEntry> bounded(Collection<KnownEntry> entries) {
    if (entries.size() <= config.rememberedEntries()) {
      return List.copyOf(entries);
    }
    return entries.stream()
        .sorted(
            Comparator.comparing((KnownEntry entry) -> !entry.isPresent())
                .thenComparing(KnownEntry::leftAt, Comparator.reverseOrder())
                .thenComparing(entry -> entry.isPresent() ? 0 : entry.key().high())
                .thenComparing(entry -> entry.isPresent() ? 0 : entry.key().low()))
        .limit(config.rememberedEntries())
        .toList();
  }
}
