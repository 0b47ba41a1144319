package io.feedmesh.streams.api;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.SubscriberBounds;
import io.feedmesh.schemas.topic.SubscriptionKey;
import io.feedmesh.streams.views.ViewsLookup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Makes and ends subscriptions. Safe for use by several threads. */
final class Orders implements AutoCloseable {
  private static final int PAGE = 10_000;
  private static final long PATIENCE_SECONDS = 20;

  private final KafkaSettings kafka;
  private final Lookups lookups;
  private RecordSender sender;

  Orders(KafkaSettings kafka, Lookups lookups) {
    this.kafka = kafka;
    this.lookups = lookups;
  }

  /**
   * Stores them; returns when Kafka has them.
   *
   * @throws ApiException 409 if the subscriber had more than it may then
   */
  void put(String subscriber, Map<String, Subscription> made) {
    checkRoom(subscriber, made.keySet());
    send(made);
  }

  private void checkRoom(String subscriber, Set<String> made) {
    boolean searches = made.iterator().next().startsWith(SubscriptionKey.ALL_FEEDS);
    int most = searches ? SubscriberBounds.MAX_SEARCHES : SubscriberBounds.MAX_FEEDS;
    Map<String, Object> there = lookups.subscriber(subscriber, new ViewsLookup.Page("", 1));
    long before = ((Number) there.get(searches ? "searches" : "feeds")).longValue();
    if (before + made.size() <= most) {
      return;
    }
    Set<String> all = new HashSet<>(made);
    for (String key : keys(subscriber)) {
      if (key.startsWith(SubscriptionKey.ALL_FEEDS) == searches) {
        all.add(key);
      }
    }
    if (all.size() > most) {
      throw new ApiException(
          409,
          "%s would have %d %s, at most %d are possible: use several subscribers, or end some"
              .formatted(
                  subscriber, all.size(), searches ? "queries over all feeds" : "feeds", most));
    }
  }

  /** Keys of all that a subscriber has asked for. */
  List<String> keys(String subscriber) {
    List<String> keys = new ArrayList<>();
    String after = "";
    while (after != null) {
      Map<String, Object> page = lookups.subscriber(subscriber, new ViewsLookup.Page(after, PAGE));
      for (Object one : (Collection<?>) page.get("subscriptions")) {
        Map<?, ?> subscription = (Map<?, ?>) one;
        if (subscription.get("alias") == null) {
          keys.add((String) subscription.get("key"));
        }
      }
      after = (String) page.get("next");
    }
    return keys;
  }

  /** Ends those; returns when Kafka knows. */
  void end(Collection<String> keys) {
    Map<String, Subscription> tombstones = new HashMap<>();
    keys.forEach(key -> tombstones.put(key, null));
    send(tombstones);
  }

  private void send(Map<String, Subscription> records) {
    RecordSender open = sender();
    CompletableFuture<?>[] sent =
        records.entrySet().stream()
            .map(each -> open.send(kafka.topics().subscriptions, each.getKey(), each.getValue()))
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(sent).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new ApiException(503, "Kafka does not take it: " + e.getCause().getMessage());
    }
  }

  private synchronized RecordSender sender() {
    if (sender == null) {
      sender = kafka.sender(kafka.id("api"));
    }
    return sender;
  }

  @Override
  public synchronized void close() {
    if (sender != null) {
      sender.close();
    }
  }
}
