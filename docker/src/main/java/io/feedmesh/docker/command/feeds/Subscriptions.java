package io.feedmesh.docker.command.feeds;

import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.Sends;
import io.feedmesh.docker.command.TopicSnapshot;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

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

  /**
   * A name that a subscriber may have.
   *
   * @throws IllegalArgumentException if it is none
   */
  static String checkedSubscriber(String name) {
    if (!name.matches("[a-zA-Z0-9._@:-]{1,128}")) {
      throw new IllegalArgumentException(
          "subscriber: expected 1 to 128 letters, digits, '.', '_', '-', '@', ':', found '"
              + name
              + "'");
    }
    return name;
  }

  static String key(FeedUrl feed, String subscriber) {
    return feed + " " + subscriber;
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
   * @param once whether an entry that several of them have is sent once
   */
  void put(Collection<FeedUrl> feeds, String subscriber, Instant until, Instant now, boolean once) {
    try (RecordSender sender = sender()) {
      Sends sends = new Sends(Cluster.PATIENCE);
      for (FeedUrl feed : feeds) {
        Subscription subscription =
            Subscription.newBuilder()
                .setFeedUrl(feed.toString())
                .setSubscriber(subscriber)
                .setWants(List.of(Wanted.DOCUMENTS, Wanted.ENTRIES))
                .setLeaseUntil(until)
                .setCreatedAt(now)
                .setCreatedBy("cli")
                .setOnce(once)
                .build();
        sends.add(sender.send(topic, key(feed, subscriber), subscription));
      }
      sends.await();
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
