package io.feedmesh.docker.command.feeds;

import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.KafkaOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code feedmesh subscribe}. */
@Command(
    name = "subscribe",
    description = {
      "Subscribe to feeds: they are fetched, and kept in the spool of the edge of that name.",
      "Subscribing again renews the lease."
    },
    footer = {
      "",
      "Examples:",
      "  feedmesh subscribe https://example.org/feed.xml example.net/atom",
      "  feedmesh subscribe --subscriber edge2 --lease 7d my.opml",
      "  cut -f1 feeds.tsv | feedmesh subscribe -"
    })
public final class SubscribeCommand implements Runnable {
  @Mixin private KafkaOptions options;

  @Option(
      names = "--subscriber",
      paramLabel = "NAME",
      defaultValue = "edge",
      description = "Who subscribes: the name of an edge (default: ${DEFAULT-VALUE}).")
  private String subscriber;

  @Option(
      names = "--lease",
      paramLabel = "D",
      defaultValue = "30d",
      description = "How long it lasts, such as 30d or 12h (default: ${DEFAULT-VALUE}).")
  private Duration lease;

  @Option(
      names = "--once",
      description =
          "Send an entry that several of these feeds have once, as of a site's main and category"
              + " feeds or a planet: from the feed that has it first.")
  private boolean once;

  @Parameters(
      arity = "1..*",
      paramLabel = "URL|OPML-FILE|-",
      description =
          "Addresses of feeds (https:// may be left out), OPML files, or - for OPML or one address"
              + " a line on standard input.")
  private List<String> feeds;

  @Override
  public void run() {
    options.checked(() -> Subscriptions.checkedSubscriber(subscriber));
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Instant until = until(now);
    FeedList list = options.checked(() -> FeedList.read(feeds, System.in));
    list.refused().forEach(message -> options.err().println("feedmesh: " + message));
    if (list.urls().isEmpty()) {
      throw options.usageError("found no feed to subscribe to");
    }
    try (Cluster cluster = Cluster.open(options.kafka())) {
      new Subscriptions(cluster).put(list.urls(), subscriber, until, now, once);
    }
    String refused = list.refused().isEmpty() ? "" : ", refused " + list.refused().size();
    options
        .out()
        .println(
            "subscribed "
                + subscriber
                + " to "
                + FeedWords.count(list.urls().size())
                + " until "
                + until
                + refused);
  }

  private Instant until(Instant now) {
    if (lease.compareTo(Duration.ofSeconds(1)) < 0 || lease.compareTo(Duration.ofDays(3660)) > 0) {
      throw options.usageError("--lease: expected 1s to 3660d, found " + lease);
    }
    return now.plus(lease);
  }
}
