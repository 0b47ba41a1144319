package io.feedmesh.streams.query;

import io.feedmesh.schemas.record.EntryChange;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.memory.MemoryIndex;

/** One entry, to be asked with several queries: it is looked at once. Not for several threads. */
public final class EntryMatcher {
  private static final Analyzer ANALYZER = EntryAnalyzer.create();

  private final EntryChange change;
  private MemoryIndex index;

  /** Nothing is done before the first question. */
  public EntryMatcher(EntryChange change) {
    this.change = change;
  }

  /** Whether the query finds it. */
  public boolean matches(EntryQuery query) {
    if (index == null) {
      index = MemoryIndex.fromDocument(EntryDocument.of(change), ANALYZER);
    }
    return index.search(query.query()) > 0;
  }
}
