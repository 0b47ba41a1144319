package io.feedmesh.streams.query;

import io.feedmesh.schemas.record.EntryChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.monitor.MatchingQueries;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorConfiguration;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.MultipassTermFilteredPresearcher;
import org.apache.lucene.monitor.Presearcher;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.monitor.TermWeightor;

/**
 * Stored queries, and which of them find an entry: those that words of the entry make possible are
 * tried (Lucene Monitor), in memory. Changes count from the next entry on; they wait, and are tried
 * one by one, until that has cost as much as to take them into the index. Safe for use by several
 * threads.
 */
public final class QueryMonitor implements AutoCloseable {
  /** Of a query that an entry must have, before the query is tried. */
  private static final int WORDS = 2;

  /** Changes that wait at most, so that many queries at once are stored in few batches. */
  private static final int MAX_WAITING = 10_000;

  /** Queries that can be tried in the time that a batch takes, about. */
  private static final int TRIALS_OF_A_BATCH = 3_000;

  private final Monitor monitor;
  private final Object updates = new Object();

  // guarded by updates
  private final Set<String> stored = new HashSet<>();
  private final Map<String, Optional<EntryQuery>> waiting = new LinkedHashMap<>();
  private int tried;

  /** What may fail on a disk, and cannot in memory. */
  @FunctionalInterface
  private interface InMemory<T> {
    T run() throws IOException;
  }

  /** Without any query. */
  public QueryMonitor() {
    Analyzer analyzer = EntryAnalyzer.create();
    Presearcher words =
        new MultipassTermFilteredPresearcher(
            WORDS, 0, TermWeightor.DEFAULT, List.of(new PrefixKeys()), Set.of());
    monitor = run(() -> new Monitor(analyzer, words, new MonitorConfiguration()));
  }

  /** Stores a query in place of the one of that id. */
  public void put(String id, EntryQuery query) {
    synchronized (updates) {
      stored.add(id);
      change(id, Optional.of(query));
    }
  }

  /** Forgets a query. */
  public void remove(String id) {
    synchronized (updates) {
      if (stored.remove(id)) {
        change(id, Optional.empty());
      }
    }
  }

  /** Ids of the queries that find the entry, sorted. */
  public Set<String> match(EntryChange entry) {
    Map<String, Optional<EntryQuery>> newer;
    synchronized (updates) {
      if (stored.isEmpty()) {
        return Set.of();
      }
      newer = waiting();
    }
    Set<String> found = new TreeSet<>();
    for (QueryMatch match : indexed(entry).getMatches()) {
      found.add(match.getQueryId());
    }
    if (!newer.isEmpty()) {
      found.removeAll(newer.keySet());
      EntryMatcher matcher = new EntryMatcher(entry);
      newer.forEach((id, query) -> query.filter(matcher::matches).ifPresent(q -> found.add(id)));
    }
    return found;
  }

  /** How many queries there are. */
  public int size() {
    synchronized (updates) {
      return stored.size();
    }
  }

  @Override
  public void close() {
    run(
        () -> {
          monitor.close();
          return monitor;
        });
  }

  private MatchingQueries<QueryMatch> indexed(EntryChange entry) {
    MatchingQueries<QueryMatch> matching =
        run(() -> monitor.match(EntryDocument.of(entry), QueryMatch.SIMPLE_MATCHER));
    matching
        .getErrors()
        .forEach(
            (id, error) -> {
              throw new IllegalStateException("query " + id + " cannot be tried", error);
            });
    return matching;
  }

  private void change(String id, Optional<EntryQuery> query) {
    waiting.put(id, query);
    if (waiting.size() >= MAX_WAITING) {
      flush();
    }
  }

  /** What is not in the index yet, after it was brought there if it is due. */
  private Map<String, Optional<EntryQuery>> waiting() {
    tried += waiting.size();
    if (tried > TRIALS_OF_A_BATCH) {
      flush();
    }
    return waiting.isEmpty() ? Map.of() : Map.copyOf(waiting);
  }

  private void flush() {
    List<MonitorQuery> added = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    waiting.forEach(
        (id, query) ->
            query.ifPresentOrElse(
                q -> added.add(new MonitorQuery(id, q.query())), () -> removed.add(id)));
    run(
        () -> {
          if (!removed.isEmpty()) {
            monitor.deleteById(removed);
          }
          if (!added.isEmpty()) {
            monitor.register(added);
          }
          return monitor;
        });
    waiting.clear();
    tried = 0;
  }

  private static <T> T run(InMemory<T> call) {
    try {
      return call.run();
    } catch (IOException e) {
      throw new UncheckedIOException("an index in memory failed", e);
    }
  }
}
