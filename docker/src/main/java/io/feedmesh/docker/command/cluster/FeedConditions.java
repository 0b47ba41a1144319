package io.feedmesh.docker.command.cluster;

import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.Table;
import io.feedmesh.docker.command.TopicSnapshot;
import io.feedmesh.schemas.record.FeedStatus;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The part of {@code status} on feeds that fail, moved or are gone. */
final class FeedConditions {
  private static final int MOST_LISTED = 20;

  private FeedConditions() {}

  /** Counts them by what ails them, and lists the latest. */
  static void print(Cluster cluster, PrintWriter out) {
    Collection<FeedStatus> all =
        TopicSnapshot.values(cluster.settings(), cluster.settings().topics().feedStates).values();
    out.println();
    out.println("Feeds that need a look");
    if (all.isEmpty()) {
      out.println("  none");
      return;
    }
    Map<String, Long> counts =
        all.stream()
            .collect(
                Collectors.groupingBy(FeedConditions::what, TreeMap::new, Collectors.counting()));
    Table summary = new Table("  ", "", "FEEDS");
    counts.forEach((what, count) -> summary.row(what, count));
    summary.print(out);
    List<FeedStatus> latest =
        all.stream()
            .sorted(Comparator.comparing(FeedStatus::getSince).reversed())
            .limit(MOST_LISTED)
            .toList();
    Table table = new Table("  ", "FEED", "", "SINCE", "");
    latest.forEach(
        status -> table.row(status.getFeedUrl(), what(status), since(status), detail(status)));
    out.println();
    table.print(out);
    if (all.size() > latest.size()) {
      out.println("  and " + (all.size() - latest.size()) + " before these");
    }
  }

  private static String what(FeedStatus status) {
    String condition = lower(status.getCondition());
    return status.getFailure() == null
        ? condition + (status.getStatus() >= 400 ? " " + status.getStatus() : "")
        : condition + " " + lower(status.getFailure());
  }

  private static Instant since(FeedStatus status) {
    return status.getSince().truncatedTo(ChronoUnit.SECONDS);
  }

  private static String detail(FeedStatus status) {
    if (status.getMovedTo() != null) {
      return "now at " + status.getMovedTo();
    }
    if (!status.getFeeds().isEmpty()) {
      return "its feeds: " + String.join(", ", status.getFeeds());
    }
    return status.getDetail() == null ? "" : status.getDetail();
  }

  private static String lower(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
