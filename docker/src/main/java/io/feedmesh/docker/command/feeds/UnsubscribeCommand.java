package io.feedmesh.docker.command.feeds;

import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.KafkaOptions;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.SubscriberBounds;
import io.feedmesh.schemas.topic.SubscriptionKey;
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
      "  feedmesh unsubscribe --subscriber edge2 --all",
      "  feedmesh unsubscribe --subscriber alerts --all-feeds --query 'title:kafka'"
    })
public final class UnsubscribeCommand implements Runnable {
  @Mixin private KafkaOptions options;

  @Option(
      names = "--subscriber",
      paramLabel = "NAME",
      defaultValue = "edge",
      description = "Whose subscriptions (default: ${DEFAULT-VALUE}).")
  private String subscriber;

  @Option(names = "--all", description = "All that the subscriber has.")
  private boolean all;

  @Option(
      names = "--all-feeds",
      description = "Those to all feeds: the one with --query, else all of them.")
  private boolean allFeeds;

  @Option(
      names = "--query",
      paramLabel = "QUERY",
      description = "With --all-feeds: the one with this query, as it was given to subscribe.")
  private String query;

  @Parameters(
      arity = "0..*",
      paramLabel = "URL|OPML-FILE|-",
      description = "Feeds as for subscribe.")
  private List<String> feeds = new ArrayList<>();

  @Override
  public void run() {
    options.checked(() -> SubscriberBounds.checkedName(subscriber));
    int ways = (all ? 1 : 0) + (allFeeds ? 1 : 0) + (feeds.isEmpty() ? 0 : 1);
    if (ways != 1) {
      throw options.usageError("expected either feeds, --all-feeds or --all");
    }
    if (query != null && !allFeeds) {
      throw options.usageError("--query: expected --all-feeds with it; a feed has one at most");
    }
    FeedList list = options.checked(() -> FeedList.read(feeds, System.in));
    list.refused().forEach(message -> options.err().println("feedmesh: " + message));
    if (!all && !allFeeds && list.urls().isEmpty()) {
      throw options.usageError("found no feed to unsubscribe from");
    }
    try (Cluster cluster = Cluster.open(options.kafka())) {
      Subscriptions subscriptions = new Subscriptions(cluster);
      List<String> keys = keys(subscriptions.all(), list);
      subscriptions.remove(keys);
      long searches =
          keys.stream().filter(key -> key.startsWith(SubscriptionKey.ALL_FEEDS)).count();
      String what = FeedWords.count((int) (keys.size() - searches));
      options
          .out()
          .println(
              "unsubscribed %s from %s%s"
                  .formatted(
                      subscriber,
                      allFeeds ? "" : what + (searches == 0 ? "" : " and "),
                      searches == 0 && !allFeeds ? "" : FeedWords.searches((int) searches)));
    }
  }

  private List<String> keys(Map<String, Subscription> stored, FeedList list) {
    if (all || allFeeds) {
      return stored.entrySet().stream()
          .filter(entry -> entry.getValue().getSubscriber().equals(subscriber))
          .filter(entry -> all || entry.getValue().getFeedUrl() == null)
          .filter(entry -> query == null || query.equals(entry.getValue().getQuery()))
          .map(Map.Entry::getKey)
          .toList();
    }
    List<String> keys = new ArrayList<>();
    for (var feed : list.urls()) {
      String key = SubscriptionKey.of(feed.toString(), subscriber).toString();
      if (stored.containsKey(key)) {
        keys.add(key);
      } else {
        options.err().println("feedmesh: " + subscriber + " was not subscribed to " + feed);
      }
    }
    return keys;
  }
}
