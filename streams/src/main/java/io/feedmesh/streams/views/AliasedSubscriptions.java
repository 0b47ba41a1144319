package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.FeedAlias;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.SubscriptionKey;
import io.feedmesh.schemas.topic.Topics;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Who subscribed to an alias is subscribed to its feed: a subscription to that, with the same lease
 * and wishes, follows from the subscriber's own and ends with it. Not for several threads.
 */
final class AliasedSubscriptions {
  static final String STORE = "views-aliases";

  private final ProcessorContext<String, ViewChange> context;
  private final KeyValueStore<String, FeedAlias> aliases;

  AliasedSubscriptions(ProcessorContext<String, ViewChange> context) {
    this.context = context;
    this.aliases = context.getStateStore(STORE);
  }

  static StoreBuilder<KeyValueStore<String, FeedAlias>> builder(Topics topics) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(STORE), Serdes.String(), topics.feedAliases.value());
  }

  /** Remembers what a feed is an alias of, null for none, and gives what it was before. */
  FeedAlias put(String feedUrl, FeedAlias alias) {
    FeedAlias before = aliases.get(feedUrl);
    aliases.put(feedUrl, alias);
    return before;
  }

  /**
   * A subscription was made, renewed, changed, or ended (null).
   *
   * @return whether it is to an alias, so that one follows
   */
  boolean follow(SubscriptionKey key, Subscription subscription, Headers headers) {
    FeedAlias alias = key.alias() == null && !key.ofAllFeeds() ? aliases.get(key.feedUrl()) : null;
    if (alias != null) {
      follow(key, subscription, alias, headers);
    }
    return alias != null;
  }

  /** The one that follows, to what it is an alias of. */
  void follow(SubscriptionKey key, Subscription subscription, FeedAlias alias, Headers headers) {
    Subscription following =
        subscription == null
            ? null
            : Subscription.newBuilder(subscription)
                .setFeedUrl(alias.getCanonical())
                .setAlias(key.feedUrl())
                .setCreatedBy("alias")
                .build();
    context.forward(
        new Record<>(
            key.asAliasOf(alias.getCanonical()).toString(),
            new ViewChange.Standing(following),
            context.currentSystemTimeMs(),
            headers));
  }
}
