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
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorConfiguration;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.monitor.TermFilteredPresearcher;

/**
 * Stored queries, and which of them find an entry: those that a word of the entry makes possible
 * are tried (Lucene Monitor), in memory. Changes are taken over in batches, before the next entry.
 * Safe for use by several threads.
 */
public final class QueryMonitor implements AutoCloseable {
  private static final int MAX_BATCH = 10_000;

  private final Monitor monitor;
  private final Map<String, Optional<EntryQuery>> pending = new LinkedHashMap<>();
  private final Object updates = new Object();
  private final Set<String> stored = new HashSet<>();
  private volatile boolean changed;
  private volatile boolean empty = true;

  /** What may fail on a disk, and cannot in memory. */
  @FunctionalInterface
  private interface InMemory<T> {
    T run() throws IOException;
  }

  /** Without any query. */
  public QueryMonitor() {
    monitor =
        run(
            () ->
                new Monitor(
                    EntryAnalyzer.create(),
                    new TermFilteredPresearcher(),
                    new MonitorConfiguration()));
  }

  /** Stores a query in place of the one of that id. */
  public void put(String id, EntryQuery query) {
    change(id, Optional.of(query));
  }

  /** Forgets a query. */
  public void remove(String id) {
    change(id, Optional.empty());
  }

  /** Ids of the queries that find the entry, sorted. */
  public Set<String> match(EntryChange entry) {
    if (changed) {
      flush();
    }
    if (empty) {
      return Set.of();
    }
    Set<String> found = new TreeSet<>();
    run(() -> monitor.match(EntryDocument.of(entry), QueryMatch.SIMPLE_MATCHER))
        .getMatches()
        .forEach(match -> found.add(match.getQueryId()));
    return found;
  }

  /** How many queries there are. */
  public int size() {
    synchronized (updates) {
      flush();
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

  private void change(String id, Optional<EntryQuery> query) {
    synchronized (updates) {
      pending.put(id, query);
      changed = true;
      if (pending.size() >= MAX_BATCH) {
        flush();
      }
    }
  }

  private void flush() {
    synchronized (updates) {
      List<MonitorQuery> added = new ArrayList<>();
      List<String> removed = new ArrayList<>();
      pending.forEach(
          (id, query) ->
              query.ifPresentOrElse(
                  q -> added.add(new MonitorQuery(id, q.query())), () -> removed.add(id)));
      run(
          () -> {
            monitor.deleteById(removed);
            monitor.register(added);
            return monitor;
          });
      stored.addAll(added.stream().map(MonitorQuery::getId).toList());
      removed.forEach(stored::remove);
      empty = stored.isEmpty();
      pending.clear();
      changed = false;
    }
  }

  private static <T> T run(InMemory<T> call) {
    try {
      return call.run();
    } catch (IOException e) {
      throw new UncheckedIOException("an index in memory failed", e);
    }
  }
}
