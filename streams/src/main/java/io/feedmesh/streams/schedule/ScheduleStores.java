package io.feedmesh.streams.schedule;

import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.SubscriptionKey;
import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
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
  static final String FEEDS = "schedule-feeds";

  /** Key of the subscription → the subscription. */
  private static final String LEASES = "schedule-leases";

  /** Address of a site without its scheme, space, feed URL → 1. */
  private static final String SITES = "schedule-sites";

  /** Host → its wish. */
  private static final String HOSTS = "schedule-hosts";

  private static final int MAX_SCANNED = 200;
  private static final byte[] PRESENT = {1};

  private final KeyValueStore<String, FeedState> feeds;
  private final KeyValueStore<String, Subscription> leases;
  private final KeyValueStore<String, byte[]> sites;
  private final KeyValueStore<String, HostWish> hosts;

  ScheduleStores(ProcessorContext<?, ?> context) {
    feeds = context.getStateStore(FEEDS);
    leases = context.getStateStore(LEASES);
    sites = context.getStateStore(SITES);
    hosts = context.getStateStore(HOSTS);
  }

  static Set<StoreBuilder<?>> builders(Topics topics) {
    Set<StoreBuilder<?>> all = new LinkedHashSet<>();
    all.add(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(FEEDS), Serdes.String(), FeedState.SERDE));
    all.add(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(LEASES), Serdes.String(), topics.subscriptions.value()));
    all.add(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(SITES), Serdes.String(), Serdes.ByteArray()));
    all.add(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(HOSTS), Serdes.String(), HostWish.SERDE));
    return all;
  }

  Optional<FeedState> feed(String feedUrl) {
    return Optional.ofNullable(feeds.get(feedUrl));
  }

  void put(String feedUrl, FeedState state) {
    feeds.put(feedUrl, state);
  }

  private KeyValueIterator<String, FeedState> allFeeds() {
    return feeds.all();
  }

  /** Replaces the subscription; gives back the end of its lease before. */
  Optional<Long> putLease(String key, Subscription subscription) {
    Optional<Long> before = lease(key);
    leases.put(key, subscription);
    return before;
  }

  /** The end of a subscription's lease. */
  Optional<Long> lease(String key) {
    return Optional.ofNullable(leases.get(key)).map(ScheduleStores::end);
  }

  void deleteLease(String key) {
    leases.delete(key);
  }

  /** The leases on a feed: how many run, and until when the longest does. */
  record Running(List<Subscription> subscriptions, long longest) {
    long count() {
      return subscriptions.size();
    }
  }

  /** The running leases on a feed; forgets those that have ended. */
  Running running(String feedUrl, long now) {
    List<Subscription> running = new ArrayList<>();
    long longest = 0;
    List<String> ended = new ArrayList<>();
    try (var all = leases.prefixScan(SubscriptionKey.prefix(feedUrl), new StringSerializer())) {
      while (all.hasNext()) {
        KeyValue<String, Subscription> lease = all.next();
        if (end(lease.value) > now) {
          running.add(lease.value);
          longest = Math.max(longest, end(lease.value));
        } else {
          ended.add(lease.key);
        }
      }
    }
    ended.forEach(leases::delete);
    return new Running(running, longest);
  }

  private static long end(Subscription subscription) {
    return subscription.getLeaseUntil().toEpochMilli();
  }

  /** Puts in what is due for feeds that are followed, and how their hosts wish to be asked. */
  void fill(Agenda agenda, long now) {
    wishes(now).forEach((host, wish) -> agenda.wishes(host, wish, now));
    try (var all = allFeeds()) {
      while (all.hasNext()) {
        KeyValue<String, FeedState> feed = all.next();
        Flight flight = feed.value.flight();
        if (flight.deadline() > now) {
          agenda.requested(feed.key, flight.requestedAt(), flight.deadline());
        } else if (flight.requestedAt() > 0) {
          agenda.asked(feed.key, flight.requestedAt());
        }
        if (feed.value.followedUntil() > 0) {
          agenda.put(feed.key, flight.next(), now);
        }
      }
    }
  }

  /** What hosts wish that have refused of late or name a Crawl-delay; forgets all others. */
  private Map<String, HostWish> wishes(long now) {
    Map<String, HostWish> wishing = new HashMap<>();
    List<String> over = new ArrayList<>();
    try (var all = hosts.all()) {
      while (all.hasNext()) {
        KeyValue<String, HostWish> host = all.next();
        if (host.value.over(now)) {
          over.add(host.key);
        } else {
          wishing.put(host.key, host.value);
        }
      }
    }
    over.forEach(hosts::delete);
    return wishing;
  }

  /** So many read it, if it is a feed that is known here. */
  void putAudience(String feedUrl, Audience audience) {
    feed(feedUrl)
        .filter(state -> !state.audience().equals(audience))
        .ifPresent(state -> put(feedUrl, state.with(audience)));
  }

  void putWish(String host, HostWish wish) {
    hosts.put(host, wish);
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
