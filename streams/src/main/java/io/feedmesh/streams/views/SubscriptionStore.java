package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.SubscriptionKey;
import io.feedmesh.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The subscriptions of the feeds of one task, by feed; and their keys by subscriber, for who asks
 * what a subscriber has. Not for several threads.
 */
final class SubscriptionStore {
  static final String NAME = "views-subscriptions";
  static final String BY_SUBSCRIBER = "views-subscribers";

  private static final byte[] PRESENT = {1};

  private final KeyValueStore<String, Subscription> store;
  private final KeyValueStore<String, byte[]> bySubscriber;

  SubscriptionStore(ProcessorContext<?, ?> context) {
    store = context.getStateStore(NAME);
    bySubscriber = context.getStateStore(BY_SUBSCRIBER);
  }

  static StoreBuilder<KeyValueStore<String, Subscription>> builder(Topics topics) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(NAME), Serdes.String(), topics.subscriptions.value());
  }

  static StoreBuilder<KeyValueStore<String, byte[]>> index() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(BY_SUBSCRIBER), Serdes.String(), Serdes.ByteArray());
  }

  /** One subscription under its key. */
  record Held(SubscriptionKey key, Subscription subscription) {}

  /** Those of that feed whose lease runs; all of one subscriber follow each other. */
  List<Held> live(String feedUrl, long now) {
    List<Held> live = new ArrayList<>();
    try (var all = store.prefixScan(SubscriptionKey.prefix(feedUrl), new StringSerializer())) {
      while (all.hasNext()) {
        KeyValue<String, Subscription> next = all.next();
        if (FanOutRule.live(next.value, now)) {
          SubscriptionKey.parse(next.key).ifPresent(key -> live.add(new Held(key, next.value)));
        }
      }
    }
    return live;
  }

  /** Every subscription. */
  void forEach(BiConsumer<String, Subscription> action) {
    try (var all = store.all()) {
      all.forEachRemaining(next -> action.accept(next.key, next.value));
    }
  }

  /** The subscription of that key, or null. */
  Subscription get(String key) {
    return store.get(key);
  }

  /** Replaces it, or removes it where it is null. */
  void put(String key, Subscription subscription) {
    store.put(key, subscription);
    SubscriptionKey.parse(key).ifPresent(parsed -> index(parsed.bySubscriber(), subscription));
  }

  private void index(String key, Subscription subscription) {
    if (subscription == null) {
      bySubscriber.delete(key);
    } else {
      bySubscriber.putIfAbsent(key, PRESENT);
    }
  }
}
