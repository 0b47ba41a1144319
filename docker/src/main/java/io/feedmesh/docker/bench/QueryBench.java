package io.feedmesh.docker.bench;

import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.streams.query.EntryMatcher;
import io.feedmesh.streams.query.EntryQuery;
import io.feedmesh.streams.query.EntryQuery.Parsed;
import io.feedmesh.streams.query.QueryMonitor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Entries against stored queries, beside trying each query on each entry's index, in one thread by
 * its CPU time. Of the entries only a few are tried, where all would take too long.
 */
final class QueryBench {
  private static final long SEED = 2005;
  private static final long TRIALS = 5_000_000;
  private static final int PARTS = 10;

  private final int entries;
  private final Consumer<String> progress;

  QueryBench(int entries, Consumer<String> progress) {
    this.entries = entries;
    this.progress = progress;
  }

  /**
   * What it cost.
   *
   * @param found queries that find an entry, on average
   * @param registerSeconds wall time to read and store all queries
   * @param heapBytesPerQuery after a full collection, ids included
   * @param matchMicros CPU for an entry
   * @param millis wall times of single entries
   * @param cpuMillis CPU times of single entries, without what else the machine does meanwhile
   * @param trialMicros CPU for an entry where each query is tried
   * @param changingMicros CPU for an entry where a query has changed before each
   */
  record Result(
      int queries,
      double found,
      double registerSeconds,
      double heapBytesPerQuery,
      double matchMicros,
      Percentiles millis,
      Percentiles cpuMillis,
      double trialMicros,
      double changingMicros) {}

  Result run(int queries) {
    QueryWorld world = new QueryWorld(queries, SEED);
    List<EntryChange> posts = IntStream.range(0, entries).mapToObj(world::entry).toList();
    long heap = usedHeap();
    long start = System.nanoTime();
    try (QueryMonitor monitor = new QueryMonitor()) {
      for (int i = 0; i < queries; i++) {
        monitor.put(id(i), parsed(world.queries().get(i)));
      }
      if (monitor.size() != queries) {
        throw new IllegalStateException(monitor.size() + " of " + queries + " queries are stored");
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      double bytes = (double) (usedHeap() - heap) / queries;
      progress.accept("%,d queries are stored".formatted(queries));
      warmUp(monitor, posts);
      Percentiles millis = new Percentiles();
      Percentiles cpuMillis = new Percentiles();
      long found = 0;
      long cpu = cpu();
      for (EntryChange post : posts) {
        long cpuBefore = cpu();
        long before = System.nanoTime();
        found += monitor.match(post).size();
        millis.add((System.nanoTime() - before) / 1e6);
        cpuMillis.add((cpu() - cpuBefore) / 1e6);
      }
      double micros = (cpu() - cpu) / 1e3 / entries;
      return new Result(
          queries,
          (double) found / entries,
          seconds,
          bytes,
          micros,
          millis,
          cpuMillis,
          trials(world, monitor, posts),
          changing(world, monitor, posts));
    }
  }

  private void warmUp(QueryMonitor monitor, List<EntryChange> posts) {
    for (int i = 0; i < Math.min(2_000, entries); i++) {
      monitor.match(posts.get(i));
    }
  }

  /** Each query on an entry's index, which is made once; what they find has to be the same. */
  private double trials(QueryWorld world, QueryMonitor monitor, List<EntryChange> posts) {
    int tried = (int) Math.max(2, Math.min(entries, TRIALS / world.queries().size()));
    progress.accept("trying each query on %d entries".formatted(tried));
    List<EntryQuery> all = world.queries().stream().map(QueryBench::parsed).toList();
    long nanos = 0;
    for (int post = -1; post < tried; post++) { // the first is for the compiler
      EntryChange entry = posts.get(Math.max(0, post) % entries);
      long before = cpu();
      EntryMatcher matcher = new EntryMatcher(entry);
      List<String> found = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        if (matcher.matches(all.get(i))) {
          found.add(id(i));
        }
      }
      nanos += post < 0 ? 0 : cpu() - before;
      if (!Set.copyOf(found).equals(monitor.match(entry))) {
        throw new IllegalStateException("the stored queries find other entries than each alone");
      }
    }
    return nanos / 1e3 / tried;
  }

  private double changing(QueryWorld world, QueryMonitor monitor, List<EntryChange> posts) {
    progress.accept("a query changes before each entry");
    int count = Math.max(1, entries / PARTS);
    long before = cpu();
    for (int i = 0; i < count; i++) {
      int query = (int) (i * 7919L % world.queries().size());
      monitor.put(id(query), parsed(world.queries().get(query)));
      var unused = monitor.match(posts.get(i));
    }
    return (cpu() - before) / 1e3 / count;
  }

  private static EntryQuery parsed(String text) {
    if (EntryQuery.parse(text) instanceof Parsed.Accepted accepted) {
      return accepted.query();
    }
    throw new IllegalStateException("no query: " + text);
  }

  private static String id(int query) {
    return "* reader" + query + " search";
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
