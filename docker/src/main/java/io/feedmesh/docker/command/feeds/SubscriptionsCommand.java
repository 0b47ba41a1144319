package io.feedmesh.docker.command.feeds;

import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.KafkaOptions;
import io.feedmesh.docker.command.Table;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.SubscriberBounds;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh subscriptions}. */
@Command(
    name = "subscriptions",
    description = "List the subscriptions whose lease runs.",
    footer = {
      "",
      "Examples:",
      "  feedmesh subscriptions",
      "  feedmesh subscriptions --subscriber edge2 --opml > edge2.opml"
    })
public final class SubscriptionsCommand implements Callable<Integer> {
  @Mixin private KafkaOptions options;

  @Option(
      names = "--subscriber",
      paramLabel = "NAME",
      description = "Only those of this one (default: all).")
  private String subscriber;

  @Option(names = "--opml", description = "As OPML 2.0, for feed readers.")
  private boolean opml;

  @Override
  public Integer call() throws XMLStreamException {
    if (subscriber != null) {
      options.checked(() -> SubscriberBounds.checkedName(subscriber));
    }
    List<Subscription> live;
    try (Cluster cluster = Cluster.open(options.kafka())) {
      Instant now = Instant.now();
      live =
          new Subscriptions(cluster)
              .all().values().stream()
                  .filter(s -> s.getLeaseUntil().isAfter(now))
                  .filter(s -> subscriber == null || s.getSubscriber().equals(subscriber))
                  .toList();
    }
    if (opml) {
      writeOpml(live);
    } else if (live.isEmpty()) {
      options.err().println("no subscriptions: add some with 'feedmesh subscribe URL'");
    } else {
      printTable(live);
    }
    return 0;
  }

  private void writeOpml(List<Subscription> live) throws XMLStreamException {
    String title = subscriber == null ? "Feedmesh" : "Feedmesh: " + subscriber;
    List<String> feeds =
        live.stream().map(Subscription::getFeedUrl).filter(Objects::nonNull).distinct().toList();
    OpmlWriter.write(title, feeds, options.out());
  }

  private void printTable(List<Subscription> live) {
    Table table = new Table("", "FEED", "SUBSCRIBER", "WANTS", "UNTIL", "QUERY");
    for (Subscription s : live) {
      table.row(
          s.getFeedUrl() == null ? "(all feeds)" : s.getFeedUrl(),
          s.getSubscriber(),
          s.getWants().stream()
              .map(wanted -> wanted.name().toLowerCase(java.util.Locale.ROOT))
              .collect(Collectors.joining(",")),
          s.getLeaseUntil(),
          s.getQuery() == null ? "" : s.getQuery());
    }
    table.print(options.out());
  }
}
