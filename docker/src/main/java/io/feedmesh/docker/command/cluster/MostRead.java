package io.feedmesh.docker.command.cluster;

import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.Table;
import io.feedmesh.docker.command.TopicSnapshot;
import io.feedmesh.schemas.kafka.RecordReader;
import io.feedmesh.schemas.record.ReadershipDay;
import io.feedmesh.schemas.record.ReadershipTotal;
import io.feedmesh.schemas.topic.Topic;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** The part of {@code status} on the feeds that are read most today (UTC). */
final class MostRead {
  private static final int MOST_LISTED = 10;
  private static final Comparator<ReadershipDay> BUSIEST =
      Comparator.comparingLong(ReadershipDay::getReaders)
          .thenComparingLong(ReadershipDay::getRequests)
          .reversed();

  private MostRead() {}

  /** Lists those with the most readers; totals that were told today are read, and no others. */
  static void print(Cluster cluster, PrintWriter out) {
    LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    Map<String, ReadershipDay> feeds = readOn(today, cluster);
    out.println();
    out.println("Most read today (UTC)");
    if (feeds.isEmpty()) {
      out.println("  none");
      return;
    }
    Table table = new Table("  ", "", "READERS", "REQUESTS");
    feeds.entrySet().stream()
        .sorted(
            Map.Entry.<String, ReadershipDay>comparingByValue(BUSIEST)
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_LISTED)
        .forEach(
            feed ->
                table.row(
                    feed.getKey(), feed.getValue().getReaders(), feed.getValue().getRequests()));
    table.print(out);
    if (feeds.size() > MOST_LISTED) {
      out.println("  and " + (feeds.size() - MOST_LISTED) + " with fewer");
    }
  }

  private static Map<String, ReadershipDay> readOn(LocalDate day, Cluster cluster) {
    Topic<ReadershipTotal> topic = cluster.settings().topics().readershipTotals;
    RecordReader reader = new RecordReader(() -> {});
    Map<String, ReadershipDay> feeds = new HashMap<>();
    TopicSnapshot.since(
        cluster.settings(),
        topic,
        day.atStartOfDay(ZoneOffset.UTC).toInstant(),
        record ->
            reader
                .read(topic, record)
                .flatMap(t -> t.getDays().stream().filter(d -> d.getDay().equals(day)).findFirst())
                .ifPresent(read -> feeds.put(record.key(), read)));
    return feeds;
  }
}
