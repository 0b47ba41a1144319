package io.feedmesh.docker.command.feeds;

import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.KafkaOptions;
import io.feedmesh.schemas.record.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code feedmesh unsubscribe}. */
@Command(
    name = "unsubscribe",
    description = "End subscriptions: of the feeds that are named, or all of a subscriber's.",
    footer = {
      "",
      "Examples:",
      "  feedmesh unsubscribe https://example.org/feed.xml",
      "  feedmesh unsubscribe --subscriber edge2 my.opml",
      "  feedmesh unsubscribe --subscriber edge2 --all"
    })
public final class UnsubscribeCommand implements Runnable {
  @Mixin private KafkaOptions options;

  @Option(
      names = "--subscriber",
      paramLabel = "NAME",
      defaultValue = "edge",
      description = "Whose subscriptions (default: ${DEFAULT-VALUE}).")
  private String subscriber;

  @Option(names = "--all", description = "All of the subscriber's feeds.")
  private boolean all;

  @Parameters(
      arity = "0..*",
      paramLabel = "URL|OPML-FILE|-",
      description = "Feeds as for subscribe.")
  private List<String> feeds = new ArrayList<>();

  @Override
  public void run() {
    options.checked(() -> Subscriptions.checkedSubscriber(subscriber));
    if (all != feeds.isEmpty()) {
      throw options.usageError("expected either feeds or --all");
    }
    FeedList list = options.checked(() -> FeedList.read(feeds, System.in));
    list.refused().forEach(message -> options.err().println("feedmesh: " + message));
    if (!all && list.urls().isEmpty()) {
      throw options.usageError("found no feed to unsubscribe from");
    }
    try (Cluster cluster = Cluster.open(options.kafka())) {
      Subscriptions subscriptions = new Subscriptions(cluster);
      List<String> keys = keys(subscriptions.all(), list);
      subscriptions.remove(keys);
      options.out().println("unsubscribed " + subscriber + " from " + FeedWords.count(keys.size()));
    }
  }

  private List<String> keys(Map<String, Subscription> stored, FeedList list) {
    if (all) {
      return stored.entrySet().stream()
          .filter(entry -> entry.getValue().getSubscriber().equals(subscriber))
          .map(Map.Entry::getKey)
          .toList();
    }
    List<String> keys = new ArrayList<>();
    for (var feed : list.urls()) {
      String key = Subscriptions.key(feed, subscriber);
      if (stored.containsKey(key)) {
        keys.add(key);
      } else {
        options.err().println("feedmesh: " + subscriber + " was not subscribed to " + feed);
      }
    }
    return keys;
  }
}
