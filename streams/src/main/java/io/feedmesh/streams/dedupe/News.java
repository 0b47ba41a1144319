package io.feedmesh.streams.dedupe;

import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeKind;
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

  /**
   * What was removed, then the others, the oldest first: by date where all have one, else from the
   * end of the document.
   */
  static List<EntryChange> entries(
      Change change,
      ParseOutcome.Parsed feed,
      EntryRule.Outcome outcome,
      long version,
      Instant acceptedAt) {
    EntryChange.Builder head =
        EntryChange.newBuilder()
            .setFeedUrl(change.getFeedUrl())
            .setFeedTitle(feed.feed().getTitle())
            .setDocumentVersion(version)
            .setFetchedAt(change.getFetchedAt())
            .setAcceptedAt(acceptedAt);
    List<EntryChange> changes = new ArrayList<>();
    for (Key128 key : outcome.removed()) {
      Entry entry = Entry.newBuilder().setKey(key.toString()).build();
      changes.add(head.setKind(ChangeKind.REMOVED).setEntry(entry).build());
    }
    for (EntryRule.Told each : ordered(outcome.told())) {
      changes.add(head.setKind(each.kind()).setEntry(entry(each)).build());
    }
    return changes;
  }

  private static List<EntryRule.Told> ordered(List<EntryRule.Told> told) {
    List<EntryRule.Told> ordered = new ArrayList<>(told);
    Collections.reverse(ordered);
    if (ordered.stream().allMatch(each -> date(each) != null)) {
      ordered.sort(Comparator.comparing(News::date));
    }
    return ordered;
  }

  private static Instant date(EntryRule.Told told) {
    Entry entry = told.seen().entry();
    return entry.getPublished() == null ? entry.getUpdated() : entry.getPublished();
  }

  private static Entry entry(EntryRule.Told told) {
    Entry entry = told.seen().entry();
    String key = told.key().toString();
    return key.equals(entry.getKey()) ? entry : Entry.newBuilder(entry).setKey(key).build();
  }
}
