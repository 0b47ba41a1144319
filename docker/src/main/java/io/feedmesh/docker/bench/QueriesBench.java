package io.feedmesh.docker.bench;

import io.feedmesh.schemas.record.ChangeKind;
import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.serde.RecordSerde;
import io.feedmesh.streams.query.EntryMatcher;
import io.feedmesh.streams.query.EntryQuery;
import io.feedmesh.streams.query.QueryMonitor;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Entries held against stored queries over all feeds, beside trying each query on each entry.
 * Entries and queries are made of the same words, of which the commonest is in most entries; each
 * entry is found by ten planted queries, and by what its words give.
 */
final class QueriesBench {
  private static final int VOCABULARY = 50_000;
  private static final int MARKS = 50;
  private static final int PLANTED = 10;
  private static final int WARM_UP = 500;
  private static final long NAIVE_NANOS = 2_000_000_000L;

  private final int entries;
  private final Consumer<String> progress;

  QueriesBench(int entries, Consumer<String> progress) {
    this.entries = entries;
    this.progress = progress;
    var unused = new RecordSerde<>(EntryChange.class); // makes its classes known to Avro
  }

  /**
   * What it cost.
   *
   * @param queries how many were stored
   * @param found by an entry, on average
   * @param micros of CPU for an entry
   * @param naiveMicros of CPU for an entry when each query is tried
   * @param times of an entry, milliseconds
   * @param storeSeconds of CPU to store all
   * @param heapBytes of a query
   */
  record Result(
      int queries,
      double found,
      double micros,
      double naiveMicros,
      Percentiles times,
      double storeSeconds,
      double heapBytes) {}

  Result run(int count) {
    progress.accept(count + " queries");
    Random random = new Random(2005);
    List<EntryQuery> queries = queries(random, count);
    long heap = usedHeap();
    try (QueryMonitor monitor = new QueryMonitor()) {
      long begin = cpu();
      for (int i = 0; i < count; i++) {
        monitor.put(Integer.toString(i), queries.get(i));
      }
      int stored = monitor.size();
      double storeSeconds = (cpu() - begin) / 1e9;
      double heapBytes = (double) (usedHeap() - heap) / stored;
      List<EntryChange> warm = entries(random, WARM_UP);
      warm.forEach(monitor::match);
      return measured(monitor, queries, entries(random, entries), storeSeconds, heapBytes);
    }
  }

  private static Result measured(
      QueryMonitor monitor,
      List<EntryQuery> queries,
      List<EntryChange> all,
      double storeSeconds,
      double heapBytes) {
    Percentiles times = new Percentiles();
    long found = 0;
    long begin = cpu();
    for (EntryChange entry : all) {
      long start = System.nanoTime();
      found += monitor.match(entry).size();
      times.add((System.nanoTime() - start) / 1e6);
    }
    double micros = (cpu() - begin) / 1e3 / all.size();
    return new Result(
        queries.size(),
        (double) found / all.size(),
        micros,
        naive(queries, all),
        times,
        storeSeconds,
        heapBytes);
  }

  private static double naive(List<EntryQuery> queries, List<EntryChange> all) {
    long begin = cpu();
    int done = 0;
    while (done < all.size() && cpu() - begin < NAIVE_NANOS) {
      EntryMatcher matcher = new EntryMatcher(all.get(done++));
      queries.forEach(matcher::matches);
    }
    return (cpu() - begin) / 1e3 / done;
  }

  private static List<EntryQuery> queries(Random random, int count) {
    List<EntryQuery> queries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String text =
          i < MARKS * PLANTED
              ? "mark" + i % MARKS
              : switch (i % 5) {
                case 0 -> "title:" + rare(random);
                case 1 -> "\"" + word(random) + " " + rare(random) + "\"";
                case 2 -> rare(random) + " OR " + rare(random);
                case 3 -> rare(random) + " -" + word(random);
                default -> word(random) + " " + rare(random);
              };
      queries.add(((EntryQuery.Parsed.Accepted) EntryQuery.parse(text)).query());
    }
    return queries;
  }

  private static List<EntryChange> entries(Random random, int count) {
    List<EntryChange> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Entry entry =
          Entry.newBuilder()
              .setKey(Integer.toString(i))
              .setTitle("mark" + i % MARKS + " " + words(random, 7))
              .setContent("<p>" + words(random, 150) + "</p>")
              .setLink("https://blog" + i + ".example/" + i)
              .build();
      entries.add(
          EntryChange.newBuilder()
              .setFeedUrl("https://blog" + i + ".example/feed.xml")
              .setKind(ChangeKind.NEW)
              .setEntry(entry)
              .setDocumentVersion(1)
              .setFetchedAt(Instant.EPOCH)
              .setAcceptedAt(Instant.EPOCH)
              .build());
    }
    return entries;
  }

  private static String words(Random random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(word(random)).append(' ');
    }
    return text.toString();
  }

  /** Word n of a language is about as common as 1/n (Zipf). */
  private static String word(Random random) {
    return "w" + (int) Math.pow(VOCABULARY, random.nextDouble());
  }

  /** What people look for is not the commonest. */
  private static String rare(Random random) {
    return "w" + (VOCABULARY / 50 + random.nextInt(VOCABULARY - VOCABULARY / 50));
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
