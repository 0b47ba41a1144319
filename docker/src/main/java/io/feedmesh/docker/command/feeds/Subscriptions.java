package io.feedmesh.docker.command.feeds;

import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.CommandException;
import io.feedmesh.docker.command.Sends;
import io.feedmesh.docker.command.TopicSnapshot;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.SubscriberBounds;
import io.feedmesh.schemas.topic.SubscriptionKey;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.url.FeedUrl;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The subscriptions of a cluster. */
final class Subscriptions {
  private final Cluster cluster;
  private final Topic<Subscription> topic;

  /** Checks that there can be some. */
  Subscriptions(Cluster cluster) {
    this.cluster = cluster;
    this.topic = cluster.settings().topics().subscriptions;
    cluster.require(topic);
  }

  /** Everything that somebody asked for, lapsed ones too, by key. */
  Map<String, Subscription> all() {
    Map<String, Subscription> all = TopicSnapshot.values(cluster.settings(), topic);
    all.values().removeIf(following -> following.getAlias() != null);
    return all;
  }

  /**
   * Stores one for each feed; returns when all are acknowledged.
   *
   * @throws CommandException if the subscriber had more than it may then
   */
  void put(Collection<FeedUrl> feeds, Wish wish) {
    Map<String, Subscription> next = new LinkedHashMap<>();
    for (FeedUrl feed : feeds) {
      String url = feed.toString();
      next.put(SubscriptionKey.of(url, wish.subscriber()).toString(), wish.of(url));
    }
    store(wish.subscriber(), next, SubscriberBounds.MAX_FEEDS, "feeds");
  }

  /**
   * Stores one to what its query finds in all feeds; returns when that is acknowledged.
   *
   * @throws CommandException if the subscriber had more than it may then
   */
  void putSearch(Wish wish) {
    Map<String, Subscription> next = Map.of(wish.search().toString(), wish.of(null));
    store(wish.subscriber(), next, SubscriberBounds.MAX_SEARCHES, "queries over all feeds");
  }

  private void store(String subscriber, Map<String, Subscription> next, int most, String what) {
    checkRoom(subscriber, next.keySet(), most, what);
    try (RecordSender sender = sender()) {
      Sends sends = new Sends(Cluster.PATIENCE);
      next.forEach((key, subscription) -> sends.add(sender.send(topic, key, subscription)));
      sends.await();
    }
  }

  private void checkRoom(String subscriber, Set<String> next, int most, String what) {
    Set<String> all = new HashSet<>(next);
    boolean searches = most == SubscriberBounds.MAX_SEARCHES;
    for (String key : TopicSnapshot.keys(cluster.settings(), topic, Cluster.PATIENCE).keys()) {
      SubscriptionKey.parse(key)
          .filter(k -> k.subscriber().equals(subscriber) && k.ofAllFeeds() == searches)
          .filter(k -> k.alias() == null)
          .ifPresent(k -> all.add(key));
    }
    if (all.size() > most) {
      throw new CommandException(
          "%s would have %,d %s, at most %,d are possible: use several subscribers, or end some with 'feedmesh unsubscribe'"
              .formatted(subscriber, all.size(), what, most));
    }
  }

  /** Ends those of the given keys; returns when that is acknowledged. */
  void remove(Collection<String> keys) {
    try (RecordSender sender = sender()) {
      Sends sends = new Sends(Cluster.PATIENCE);
      keys.forEach(key -> sends.add(sender.send(topic, key, null)));
      sends.await();
    }
  }

  private RecordSender sender() {
    return cluster.settings().sender(cluster.settings().id("command"));
  }
}
