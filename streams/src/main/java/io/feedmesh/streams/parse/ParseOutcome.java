package io.feedmesh.streams.parse;

import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.FeedMetadata;
import io.feedmesh.schemas.record.ParseStage;
import io.feedmesh.schemas.record.RejectReason;
import java.util.List;

/** What came of parsing a document. */
public sealed interface ParseOutcome {
  /**
   * It is a feed.
   *
   * @param feed what it says about itself
   * @param entries its entries in the order of the document, no two with the same key
   * @param stage which stage of the parser accepted it
   */
  record Parsed(FeedMetadata feed, List<Entry> entries, ParseStage stage) implements ParseOutcome {
    /** Keeps a copy of the entries that nobody can change. */
    public Parsed {
      entries = List.copyOf(entries);
    }
  }

  /**
   * It is none that can be read within the bounds.
   *
   * @param reason why
   * @param detail for people: what was expected and what was found, at most 500 characters
   */
  record Refused(RejectReason reason, String detail) implements ParseOutcome {}
}
