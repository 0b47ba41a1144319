package io.feedmesh.streams.dedupe;

import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.streams.parse.ParseOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** What goes out for a change: the records that others read. */
final class News {
  private News() {}

  static Document document(
      Change change, Admission.Verdict.Admitted admitted, long version, Instant acceptedAt) {
    return new Document(
        change.getFeedUrl(),
        version,
        change.getBody(),
        (long) admitted.size(),
        change.getContentHash(),
        change.getOrigin(),
        admitted.feed().feed(),
        admitted.feed().entries().size(),
        admitted.feed().stage(),
        change.getFetchedAt(),
        acceptedAt);
  }

  /** The oldest first: by date where all have one, else from the end of the document. */
  static List<EntryChange> entries(
      Change change,
      ParseOutcome.Parsed feed,
      List<EntryRule.Told> told,
      long version,
      Instant acceptedAt) {
    List<EntryRule.Told> ordered = new ArrayList<>(told);
    Collections.reverse(ordered);
    if (ordered.stream().allMatch(each -> date(each) != null)) {
      ordered.sort(Comparator.comparing(News::date));
    }
    List<EntryChange> changes = new ArrayList<>(ordered.size());
    for (EntryRule.Told each : ordered) {
      changes.add(
          new EntryChange(
              change.getFeedUrl(),
              feed.feed().getTitle(),
              each.kind(),
              entry(each),
              version,
              change.getFetchedAt(),
              acceptedAt));
    }
    return changes;
  }

  private static Instant date(EntryRule.Told told) {
    Entry entry = told.seen().entry();
    return entry.getPublished() == null ? entry.getUpdated() : entry.getPublished();
  }

  private static Entry entry(EntryRule.Told told) {
    Entry entry = told.seen().entry();
    return told.key().equals(told.seen().key())
        ? entry
        : Entry.newBuilder(entry).setKey(told.key().toString()).build();
  }
}
