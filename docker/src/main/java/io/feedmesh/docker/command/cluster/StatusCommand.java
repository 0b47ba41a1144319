package io.feedmesh.docker.command.cluster;

import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.FeedUrlConverter;
import io.feedmesh.docker.command.KafkaOptions;
import io.feedmesh.docker.command.Table;
import io.feedmesh.docker.command.TopicSnapshot;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.SubscriberBounds;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.topic.TopicAdmin;
import io.feedmesh.schemas.topic.TopicAdmin.Found;
import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh status}. */
@Command(
    name = "status",
    description = {
      "What runs, how far it is, and what it holds: brokers, apps, topics, feeds, subscribers.",
      "All of it is read from Kafka, so it works for any cluster, also when the apps are down.",
      "With --feed or --subscriber: what the Streams apps know of one, asked of any of them."
    },
    footer = {
      "",
      "Examples:",
      "  feedmesh status",
      "  feedmesh status --bootstrap-servers kafka1:9092",
      "  feedmesh status --feed https://example.org/feed.xml",
      "  feedmesh status --subscriber alerts --streams http://streams1:8082"
    })
public final class StatusCommand implements Runnable {
  private static final Duration COUNTING = Duration.ofSeconds(5);

  @Mixin private KafkaOptions options;

  @Option(
      names = "--feed",
      paramLabel = "URL",
      converter = FeedUrlConverter.class,
      description = "How this feed is: when it is fetched next, its document, who subscribes.")
  private FeedUrl feed;

  @Option(
      names = "--subscriber",
      paramLabel = "NAME",
      description = "What this subscriber has asked for, and its newest entries.")
  private String subscriber;

  @Option(
      names = "--streams",
      paramLabel = "URL",
      split = ",",
      defaultValue = "http://localhost:8082",
      description =
          "Where a Streams app answers; of several, the first that does (default:"
              + " ${DEFAULT-VALUE}).")
  private List<String> streams;

  @Override
  public void run() {
    if (subscriber != null) {
      options.checked(() -> SubscriberBounds.checkedName(subscriber));
    }
    Inquiry inquiry = new Inquiry(streams, options.out());
    if (feed != null) {
      inquiry.feed(feed);
    }
    if (subscriber != null) {
      inquiry.subscriber(subscriber);
    }
    if (feed == null && subscriber == null) {
      overview();
    }
  }

  private void overview() {
    try (Cluster cluster = Cluster.open(options.kafka())) {
      PrintWriter out = options.out();
      Topics topics = cluster.settings().topics();
      printBrokers(cluster, out);
      printGroups(cluster, out);
      Map<String, Optional<Found>> found =
          new TopicAdmin(cluster.admin(), Cluster.PATIENCE).describe(topics);
      printTopics(topics, found, out);
      if (found.get(topics.subscriptions.name()).isPresent()) {
        printSubscriptions(cluster, out);
      }
      if (found.get(topics.documents.name()).isPresent()) {
        printDocuments(cluster, out);
      }
      if (found.get(topics.feedStates.name()).isPresent()) {
        FeedConditions.print(cluster, out);
      }
      if (found.get(topics.feedAliases.name()).isPresent()) {
        FeedAliases.print(cluster, out);
      }
      if (found.get(topics.readershipTotals.name()).isPresent()) {
        MostRead.print(cluster, out);
      }
    }
  }

  private static void printBrokers(Cluster cluster, PrintWriter out) {
    DescribeClusterResult described = cluster.admin().describeCluster();
    String brokers =
        cluster.call(described.nodes()).stream()
            .map(node -> node.host() + ":" + node.port())
            .sorted()
            .collect(Collectors.joining(", "));
    out.println("Brokers");
    out.println("  " + brokers + "  (cluster " + cluster.call(described.clusterId()) + ")");
  }

  private static void printGroups(Cluster cluster, PrintWriter out) {
    Table table = new Table("  ", "", "STATE", "MEMBERS", "LAG");
    for (Groups.Group group : Groups.of(cluster)) {
      table.row(
          group.role(),
          group.state().map(state -> group.members() == 0 ? "down" : state).orElse("never ran"),
          group.members(),
          group.lag().<Object>map(lag -> lag).orElse("-"));
    }
    out.println();
    out.println("Apps");
    table.print(out);
  }

  private static void printTopics(
      Topics topics, Map<String, Optional<Found>> found, PrintWriter out) {
    out.println();
    out.println("Topics");
    if (found.values().stream().allMatch(Optional::isEmpty)) {
      out.println("  none: create them with './feedmesh topics create'");
      return;
    }
    Table table = new Table("  ", "", "RECORDS", "PARTITIONS");
    for (Topic<?> topic : topics.all()) {
      Optional<Found> there = found.get(topic.name());
      table.row(
          topic.name(),
          there.<Object>map(Found::records).orElse("missing"),
          there.<Object>map(Found::partitions).orElse("-"));
    }
    table.print(out);
  }

  private static void printSubscriptions(Cluster cluster, PrintWriter out) {
    Instant now = Instant.now();
    List<Subscription> live =
        TopicSnapshot.values(cluster.settings(), cluster.settings().topics().subscriptions)
            .values()
            .stream()
            .filter(s -> s.getLeaseUntil().isAfter(now) && s.getAlias() == null)
            .toList();
    Map<String, Long> feeds =
        live.stream()
            .collect(
                Collectors.groupingBy(
                    Subscription::getSubscriber, TreeMap::new, Collectors.counting()));
    out.println();
    out.println("Subscribers");
    Table table = new Table("  ", "", "FEEDS");
    feeds.forEach((subscriber, count) -> table.row(subscriber, count));
    long distinct =
        live.stream().map(Subscription::getFeedUrl).filter(Objects::nonNull).distinct().count();
    table.row("all, each feed once", distinct).print(out);
  }

  private static void printDocuments(Cluster cluster, PrintWriter out) {
    TopicSnapshot.Keys documents =
        TopicSnapshot.keys(cluster.settings(), cluster.settings().topics().documents, COUNTING);
    String least = documents.complete() ? "" : "at least ";
    out.println();
    out.println("Documents");
    out.println("  " + least + documents.keys().size() + " feeds have one");
  }
}
