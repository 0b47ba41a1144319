package io.feedmesh.docker.command.cluster;

import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.Table;
import io.feedmesh.docker.command.TopicSnapshot;
import io.feedmesh.schemas.record.FeedAlias;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;

/** The part of {@code status} on addresses that are other addresses of a feed. */
final class FeedAliases {
  private static final int MOST_LISTED = 20;

  private FeedAliases() {}

  /** Counts them, and lists the latest; nothing where there are none. */
  static void print(Cluster cluster, PrintWriter out) {
    Collection<FeedAlias> all =
        TopicSnapshot.values(cluster.settings(), cluster.settings().topics().feedAliases).values();
    if (all.isEmpty()) {
      return;
    }
    out.println();
    out.println("Other addresses of feeds, followed as those: " + all.size());
    Table table = new Table("  ", "ADDRESS", "FEED", "SINCE");
    all.stream()
        .sorted(Comparator.comparing(FeedAlias::getProvedAt).reversed())
        .limit(MOST_LISTED)
        .forEach(
            alias ->
                table.row(
                    alias.getFeedUrl(),
                    alias.getCanonical(),
                    alias.getProvedAt().truncatedTo(ChronoUnit.SECONDS)));
    table.print(out);
    if (all.size() > MOST_LISTED) {
      out.println("  and " + (all.size() - MOST_LISTED) + " before these");
    }
  }
}
