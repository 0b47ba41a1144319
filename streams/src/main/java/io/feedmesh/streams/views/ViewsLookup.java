package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.FeedAlias;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.SubscriptionKey;
import io.feedmesh.streams.topology.StoreSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * What the views app of this process knows: who subscribes to a feed, what a subscriber has and
 * sees. As plain values that JSON has. Safe for use by several threads.
 */
public final class ViewsLookup {
  /** The process with a feed's key in this store has all of the feed. */
  public static final String BY_FEED = SubscriptionStore.NAME;

  private final StoreSource stores;

  /** Asks these stores. */
  public ViewsLookup(StoreSource stores) {
    this.stores = stores;
  }

  /** A part of what there is, in order of the keys. */
  public record Page(String after, int limit) {}

  /** A feed's current document, what it is an alias of, and some of its subscribers. */
  public Map<String, Object> feed(String feedUrl, Page page) {
    List<Map<String, Object>> subscribers = new ArrayList<>();
    long count = 0;
    try (KeyValueIterator<String, Subscription> all =
        subscriptions().prefixScan(SubscriptionKey.prefix(feedUrl), new StringSerializer())) {
      for (; all.hasNext(); count++) {
        KeyValue<String, Subscription> next = all.next();
        if (next.key.compareTo(page.after()) > 0 && subscribers.size() < page.limit()) {
          subscribers.add(subscription(next.key, next.value));
        }
      }
    }
    Map<String, Object> feed = new LinkedHashMap<>();
    feed.put("feed", feedUrl);
    feed.put("aliasOf", aliasOf(feedUrl));
    feed.put("document", sees(feedUrl));
    feed.put("subscribers", count);
    feed.put("subscriptions", subscribers);
    return feed;
  }

  /**
   * What this process has of a subscriber.
   *
   * @param feeds how many subscriptions to feeds
   * @param searches how many over all feeds
   * @param page some of them, by their keys
   */
  public record Part(long feeds, long searches, Map<String, Map<String, Object>> page) {}

  /** A subscriber's subscriptions. Takes time with their number, not with that of all. */
  public Part subscriber(String subscriber, Page page) {
    long feeds = 0;
    long searches = 0;
    TreeMap<String, SubscriptionKey> next = new TreeMap<>();
    ReadOnlyKeyValueStore<String, byte[]> index = stores.store(SubscriptionStore.BY_SUBSCRIBER);
    try (KeyValueIterator<String, byte[]> all =
        index.prefixScan(subscriber + " ", new StringSerializer())) {
      while (all.hasNext()) { // task by task, so that the order is that of none
        String indexed = all.next().key;
        SubscriptionKey key = SubscriptionKey.ofSubscriber(indexed).orElseThrow();
        feeds += key.ofAllFeeds() || key.alias() != null ? 0 : 1;
        searches += key.ofAllFeeds() ? 1 : 0;
        if (indexed.compareTo(page.after()) > 0) {
          next.put(indexed, key);
        }
        if (next.size() > page.limit()) {
          next.pollLastEntry();
        }
      }
    }
    return new Part(feeds, searches, described(next));
  }

  private Map<String, Map<String, Object>> described(Map<String, SubscriptionKey> keys) {
    Map<String, Map<String, Object>> described = new TreeMap<>();
    keys.forEach(
        (indexed, key) -> {
          Subscription subscription = subscriptions().get(key.toString());
          if (subscription != null) {
            Map<String, Object> one = subscription(key.toString(), subscription);
            one.put("sees", key.ofAllFeeds() ? null : sees(key.feedUrl()));
            described.put(indexed, one);
          }
        });
    return described;
  }

  private ReadOnlyKeyValueStore<String, Subscription> subscriptions() {
    return stores.store(SubscriptionStore.NAME);
  }

  private static Map<String, Object> subscription(String key, Subscription s) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("key", key);
    one.put("subscriber", s.getSubscriber());
    one.put("feed", s.getFeedUrl());
    one.put("alias", s.getAlias());
    one.put("query", s.getQuery());
    one.put(
        "wants", s.getWants().stream().map(want -> want.name().toLowerCase(Locale.ROOT)).toList());
    one.put("once", s.getOnce());
    one.put("leaseUntil", s.getLeaseUntil().toString());
    one.put("createdBy", s.getCreatedBy());
    return one;
  }

  private String aliasOf(String feedUrl) {
    FeedAlias alias = stores.<FeedAlias>store(AliasedSubscriptions.STORE).get(feedUrl);
    return alias == null ? null : alias.getCanonical();
  }

  private Map<String, Object> sees(String feedUrl) {
    Document document = stores.<Document>store(SubscriptionChanges.DOCUMENTS).get(feedUrl);
    if (document == null) {
      return null;
    }
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("version", document.getVersion());
    one.put("title", document.getFeed().getTitle());
    one.put("acceptedAt", document.getAcceptedAt().toString());
    one.put("size", document.getSize());
    one.put("etag", document.getOrigin().getEtag());
    one.put("lastModified", document.getOrigin().getLastModified());
    return one;
  }
}
