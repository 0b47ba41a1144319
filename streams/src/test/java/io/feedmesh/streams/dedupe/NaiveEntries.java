package io.feedmesh.streams.dedupe;

import io.feedmesh.schemas.record.ChangeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * What {@link EntryRule} has to do, by plain loops over plain lists: far too slow for a feed of
 * thousands of entries, but nothing in it can be got wrong.
 */
final class NaiveEntries {
  final List<EntryRule.Told> told = new ArrayList<>();
  final List<KnownEntry> entries = new ArrayList<>();
  private final List<KnownEntry> unmatched = new ArrayList<>();
  private final List<Key128> taken = new ArrayList<>();
  private final List<SeenEntry> seen;

  private NaiveEntries(FeedMemory known, List<SeenEntry> seen, int now, long remember) {
    boolean byLink = known.byLink() || LinkIdentity.proved(known.entries(), seen);
    this.seen = byLink ? LinkIdentity.seenByLink(seen) : seen;
    List<KnownEntry> all =
        byLink && !known.byLink() ? LinkIdentity.knownByLink(known.entries()) : known.entries();
    for (KnownEntry entry : all) {
      if (entry.isPresent() || entry.leftAt() + remember >= now) {
        unmatched.add(entry);
        taken.add(entry.told());
      }
    }
  }

  static NaiveEntries newest(FeedMemory known, List<SeenEntry> seen, int now, long remember) {
    NaiveEntries model = new NaiveEntries(known, seen, now, remember);
    List<KnownEntry> matches = model.matches();
    for (int i = 0; i < matches.size(); i++) {
      SeenEntry entry = model.seen.get(i);
      KnownEntry match = matches.get(i);
      Key128 key = match == null ? model.fresh(entry) : match.told();
      if (match == null) {
        model.told.add(new EntryRule.Told(entry, key, ChangeKind.NEW));
      } else if (match.content() != entry.content()) {
        model.told.add(new EntryRule.Told(entry, key, ChangeKind.UPDATED));
      }
      model.entries.add(entry.present(key));
    }
    for (KnownEntry left : model.unmatched) {
      model.keep(left.isPresent() ? left.left(now, known.at()) : left);
    }
    return model;
  }

  static NaiveEntries late(FeedMemory known, List<SeenEntry> seen, int at, int now, long remember) {
    NaiveEntries model = new NaiveEntries(known, seen, now, remember);
    model.entries.addAll(model.unmatched);
    List<KnownEntry> matches = model.matches();
    for (int i = 0; i < matches.size(); i++) {
      SeenEntry entry = model.seen.get(i);
      KnownEntry match = matches.get(i);
      if (match == null) {
        Key128 key = model.fresh(entry);
        model.told.add(new EntryRule.Told(entry, key, ChangeKind.NEW));
        model.keep(entry.left(key, now, at));
      } else if (!match.isPresent() && at > match.seenAt()) {
        if (match.content() != entry.content()) {
          model.told.add(new EntryRule.Told(entry, match.told(), ChangeKind.UPDATED));
        }
        model.entries.remove(match);
        model.keep(entry.left(match.told(), match.leftAt(), at));
      }
    }
    return model;
  }

  private List<KnownEntry> matches() {
    KnownEntry[] matches = new KnownEntry[seen.size()];
    match(matches, (entry, known) -> key(entry, known) && entry.content() == known.content());
    match(matches, (entry, known) -> entry.link() != 0 && Twin.of(entry).equals(Twin.of(known)));
    match(matches, NaiveEntries::key);
    List<KnownEntry> list = new ArrayList<>();
    for (KnownEntry match : matches) {
      list.add(match);
    }
    return list;
  }

  private void match(KnownEntry[] matches, BiPredicate<SeenEntry, KnownEntry> same) {
    for (int i = 0; i < matches.length; i++) {
      for (KnownEntry known : List.copyOf(unmatched)) {
        if (matches[i] == null && same.test(seen.get(i), known)) {
          matches[i] = known;
          unmatched.remove(known);
        }
      }
    }
  }

  private static boolean key(SeenEntry entry, KnownEntry known) {
    return entry.key().equals(known.key());
  }

  private void keep(KnownEntry entry) {
    KnownEntry kept = entry;
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).key().equals(kept.key())) {
        kept = kept.keyed(kept.key().salted(kept.content()));
        i = -1;
      }
    }
    entries.add(kept);
  }

  private Key128 fresh(SeenEntry entry) {
    Key128 key = entry.key();
    while (taken.contains(key)) {
      key = key.salted(entry.content());
    }
    taken.add(key);
    return key;
  }
}
