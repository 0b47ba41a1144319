package io.feedmesh.streams.schedule;

import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import io.feedmesh.streams.topology.SubscriptionKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The schedule's stores: all small, none with a document in it. Not for several threads. */
final class ScheduleStores {
  /** Feed URL → what is known of the feed. */
  private static final String FEEDS = "schedule-feeds";

  /** Key of the subscription → end of its lease. */
  private static final String LEASES = "schedule-leases";

  /** Address of a site without its scheme, space, feed URL → 1. */
  private static final String SITES = "schedule-sites";

  /** Host → not before. */
  private static final String HOSTS = "schedule-hosts";

  private static final int MAX_SCANNED = 200;
  private static final byte[] PRESENT = {1};

  private final KeyValueStore<String, FeedState> feeds;
  private final KeyValueStore<String, Long> leases;
  private final KeyValueStore<String, byte[]> sites;
  private final KeyValueStore<String, Long> hosts;

  ScheduleStores(ProcessorContext<?, ?> context) {
    feeds = context.getStateStore(FEEDS);
    leases = context.getStateStore(LEASES);
    sites = context.getStateStore(SITES);
    hosts = context.getStateStore(HOSTS);
  }

  static Set<StoreBuilder<?>> builders() {
    Set<StoreBuilder<?>> all = new LinkedHashSet<>();
    all.add(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(FEEDS), Serdes.String(), FeedState.SERDE));
    all.add(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(LEASES), Serdes.String(), Serdes.Long()));
    all.add(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(SITES), Serdes.String(), Serdes.ByteArray()));
    all.add(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(HOSTS), Serdes.String(), Serdes.Long()));
    return all;
  }

  Optional<FeedState> feed(String feedUrl) {
    return Optional.ofNullable(feeds.get(feedUrl));
  }

  void put(String feedUrl, FeedState state) {
    feeds.put(feedUrl, state);
  }

  KeyValueIterator<String, FeedState> allFeeds() {
    return feeds.all();
  }

  /** Replaces the lease; gives back the one before. */
  Optional<Long> putLease(String key, long until) {
    Long before = leases.get(key);
    leases.put(key, until);
    return Optional.ofNullable(before);
  }

  Optional<Long> lease(String key) {
    return Optional.ofNullable(leases.get(key));
  }

  void deleteLease(String key) {
    leases.delete(key);
  }

  /** The leases on a feed: how many run, and until when the longest does. */
  record Running(long count, long longest) {}

  /** Counts the running leases on a feed, and forgets those that have ended. */
  Running running(String feedUrl, long now) {
    long count = 0;
    long longest = 0;
    List<String> ended = new ArrayList<>();
    try (var all = leases.prefixScan(SubscriptionKey.prefix(feedUrl), new StringSerializer())) {
      while (all.hasNext()) {
        KeyValue<String, Long> lease = all.next();
        if (lease.value > now) {
          count++;
          longest = Math.max(longest, lease.value);
        } else {
          ended.add(lease.key);
        }
      }
    }
    ended.forEach(leases::delete);
    return new Running(count, longest);
  }

  /** Hosts that may not be asked yet, with the moment when they may; forgets all others. */
  Map<String, Long> refusingHosts(long now) {
    Map<String, Long> refusing = new HashMap<>();
    List<String> over = new ArrayList<>();
    try (var all = hosts.all()) {
      while (all.hasNext()) {
        KeyValue<String, Long> host = all.next();
        if (host.value > now) {
          refusing.put(host.key, host.value);
        } else {
          over.add(host.key);
        }
      }
    }
    over.forEach(hosts::delete);
    return refusing;
  }

  void putHost(String host, long notBefore) {
    hosts.put(host, notBefore);
  }

  /** The feed's site is now that one; null for none. A site of another host is on another task. */
  void moveSite(String feedUrl, String before, String after) {
    if (before != null) {
      sites.delete(siteKey(before) + " " + feedUrl);
    }
    if (after != null && Agenda.hostOf(after).equals(Agenda.hostOf(feedUrl))) {
      sites.put(siteKey(after) + " " + feedUrl, PRESENT);
    }
  }

  /** At most that many followed feeds of a page: those whose site it is, then those below it. */
  Set<String> feedsOfPage(String page, int most, long now) {
    Set<String> found = new LinkedHashSet<>();
    String bare = siteKey(page);
    try (var all = sites.prefixScan(bare + " ", new StringSerializer())) {
      for (int i = 0; all.hasNext() && i < MAX_SCANNED && found.size() < most; i++) {
        String key = all.next().key;
        String feedUrl = key.substring(key.indexOf(' ') + 1);
        if (feed(feedUrl).filter(state -> state.followed(now)).isPresent()) {
          found.add(feedUrl);
        }
      }
    }
    for (String scheme : List.of("https://", "http://")) {
      below(scheme + bare, most, now, found);
    }
    return found;
  }

  private void below(String prefix, int most, long now, Set<String> found) {
    try (var all = feeds.prefixScan(prefix, new StringSerializer())) {
      for (int i = 0; all.hasNext() && i < MAX_SCANNED && found.size() < most; i++) {
        KeyValue<String, FeedState> feed = all.next();
        if (isBelow(feed.key, prefix.length()) && feed.value.followed(now)) {
          found.add(feed.key);
        }
      }
    }
  }

  /** Whether the prefix ends where a part of the address does. */
  private static boolean isBelow(String feedUrl, int prefix) {
    return feedUrl.length() == prefix || "/?".indexOf(feedUrl.charAt(prefix)) >= 0;
  }

  /** The address without its scheme and without slashes at its end. */
  private static String siteKey(String address) {
    String bare = address.substring(address.indexOf("://") + 3);
    int end = bare.length();
    while (end > 0 && bare.charAt(end - 1) == '/') {
      end--;
    }
    return bare.substring(0, end);
  }

  /** The canonical address of a page on the feed URL's host; empty for any other. */
  static Optional<String> pageOnHost(String page, String feedUrl) {
    if (page == null) {
      return Optional.empty();
    }
    try {
      String canonical = FeedUrl.parse(page).toString();
      return Optional.of(canonical).filter(c -> Agenda.hostOf(c).equals(Agenda.hostOf(feedUrl)));
    } catch (BadFeedUrlException e) {
      return Optional.empty(); // what a sender made up; the ping itself still counts
    }
  }
}
