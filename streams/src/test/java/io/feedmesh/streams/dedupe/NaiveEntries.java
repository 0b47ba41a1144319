package io.feedmesh.streams.dedupe;

import io.feedmesh.schemas.record.ChangeKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@link EntryRule} has to do, by plain loops over plain lists: far too slow for a feed of
 * thousands of entries, but nothing in it can be got wrong.
 */
final class NaiveEntries {
  final List<EntryRule.Told> told = new ArrayList<>();
  final List<KnownEntry> entries = new ArrayList<>();
  private final List<KnownEntry> unmatched = new ArrayList<>();
  private final List<Key128> taken = new ArrayList<>();

  private NaiveEntries(List<KnownEntry> known, int now, long remember) {
    for (KnownEntry entry : known) {
      if (entry.leftAt() == KnownEntry.PRESENT || entry.leftAt() + remember >= now) {
        unmatched.add(entry);
        taken.add(entry.told());
      }
    }
  }

  static NaiveEntries newest(List<KnownEntry> known, List<SeenEntry> seen, int now, long remember) {
    NaiveEntries model = new NaiveEntries(known, now, remember);
    List<SeenEntry> unchanged = new ArrayList<>();
    List<SeenEntry> renamed = new ArrayList<>();
    for (SeenEntry entry : seen) {
      KnownEntry same = model.byKey(entry.key());
      if (same != null && same.content() == entry.content()) {
        unchanged.add(entry);
        model.goesOn(entry, same);
      }
    }
    for (SeenEntry entry : seen) {
      KnownEntry twin = unchanged.contains(entry) ? null : model.twin(entry);
      boolean served = renamed.stream().anyMatch(other -> alike(other, entry));
      if (twin != null && !served) {
        renamed.add(entry);
        model.goesOn(entry, twin);
      }
    }
    for (SeenEntry entry : seen) {
      if (!unchanged.contains(entry) && !renamed.contains(entry)) {
        KnownEntry before = model.byKey(entry.key());
        if (before == null) {
          model.tell(entry, model.fresh(entry), ChangeKind.NEW);
        } else {
          model.unmatched.remove(before);
          model.tell(entry, before.told(), ChangeKind.UPDATED);
        }
      }
    }
    for (KnownEntry left : model.unmatched) {
      if (model.entries.stream().noneMatch(entry -> entry.key().equals(left.key()))) {
        int at = left.leftAt() == KnownEntry.PRESENT ? now : left.leftAt();
        model.entries.add(
            new KnownEntry(
                left.key(), left.told(), left.link(), left.content(), left.source(), at));
      }
    }
    return model;
  }

  static NaiveEntries late(List<KnownEntry> known, List<SeenEntry> seen, int now, long remember) {
    NaiveEntries model = new NaiveEntries(known, now, remember);
    model.entries.addAll(model.unmatched);
    for (SeenEntry entry : seen) {
      if (model.byKey(entry.key()) == null && model.twin(entry) == null) {
        Key128 key = model.fresh(entry);
        model.told.add(new EntryRule.Told(entry, key, ChangeKind.NEW));
        model.entries.add(entry.known(key, now));
      }
    }
    return model;
  }

  private static boolean alike(SeenEntry one, SeenEntry other) {
    return one.link() == other.link() && one.content() == other.content();
  }

  private KnownEntry byKey(Key128 key) {
    return unmatched.stream().filter(entry -> entry.key().equals(key)).findFirst().orElse(null);
  }

  private KnownEntry twin(SeenEntry seen) {
    KnownEntry last = null;
    for (KnownEntry entry : unmatched) {
      if (seen.link() != 0 && entry.link() == seen.link() && entry.content() == seen.content()) {
        last = entry;
      }
    }
    return last;
  }

  private void goesOn(SeenEntry seen, KnownEntry known) {
    unmatched.remove(known);
    keep(seen, known.told());
  }

  private void tell(SeenEntry seen, Key128 key, ChangeKind kind) {
    told.add(new EntryRule.Told(seen, key, kind));
    keep(seen, key);
  }

  private void keep(SeenEntry seen, Key128 key) {
    entries.add(seen.known(key, KnownEntry.PRESENT));
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
