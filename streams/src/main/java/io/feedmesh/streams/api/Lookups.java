package io.feedmesh.streams.api;

import io.feedmesh.schemas.topic.PartitionBy;
import io.feedmesh.streams.app.AppName;
import io.feedmesh.streams.app.AppStores;
import io.feedmesh.streams.schedule.ScheduleLookup;
import io.feedmesh.streams.views.ViewsLookup;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the apps know, whichever process has it: {@code local…} is this one's part, for others who
 * ask. Apps that do not run in this process are left out. Safe for use by several threads.
 */
final class Lookups {
  private final Map<AppName, AppStores> apps;
  private final Peers peers;

  Lookups(Map<AppName, AppStores> apps, Peers peers) {
    this.apps = apps;
    this.peers = peers;
  }

  /** A feed's state, document and subscribers. */
  Map<String, Object> feed(String feedUrl, ViewsLookup.Page page) {
    String query = "?url=" + encoded(feedUrl) + query("&", page);
    Map<String, Object> feed = new LinkedHashMap<>();
    feed.put("feed", feedUrl);
    feed.put(
        "schedule",
        owned(AppName.SCHEDULE, ScheduleLookup.FEEDS, feedUrl, PartitionBy.HOST)
            .map(host -> peers.get(host, "/local/schedule" + query))
            .orElseGet(() -> localSchedule(feedUrl))
            .get("schedule"));
    feed.putAll(
        owned(AppName.VIEWS, ViewsLookup.BY_FEED, feedUrl, PartitionBy.FEED)
            .map(host -> peers.get(host, "/local/feed" + query))
            .orElseGet(() -> localFeed(feedUrl, page)));
    return feed;
  }

  private Optional<String> owned(AppName app, String store, String feedUrl, PartitionBy by) {
    return Optional.ofNullable(apps.get(app)).flatMap(stores -> stores.owner(store, feedUrl, by));
  }

  Map<String, Object> localSchedule(String feedUrl) {
    Map<String, Object> part = new LinkedHashMap<>();
    AppStores stores = apps.get(AppName.SCHEDULE);
    part.put(
        "schedule",
        stores == null || !stores.has(ScheduleLookup.FEEDS)
            ? null
            : new ScheduleLookup(stores).feed(feedUrl, System.currentTimeMillis()).orElse(null));
    return part;
  }

  Map<String, Object> localFeed(String feedUrl, ViewsLookup.Page page) {
    AppStores stores = apps.get(AppName.VIEWS);
    return stores == null || !stores.has(ViewsLookup.BY_FEED)
        ? Map.of()
        : new ViewsLookup(stores).feed(feedUrl, page);
  }

  /** A subscriber's subscriptions, from all processes. */
  Map<String, Object> subscriber(String name, ViewsLookup.Page page) {
    AppStores stores = apps.get(AppName.VIEWS);
    if (stores == null) {
      throw new ApiException(
          503, "the views app does not run in this process: ask one that runs it");
    }
    TreeMap<String, Object> all = new TreeMap<>();
    long[] count = new long[2];
    add(localSubscriber(name, page), all, count);
    for (String host : stores.others()) {
      add(peers.get(host, "/local/subscribers/" + name + query("?", page)), all, count);
    }
    while (all.size() > page.limit()) {
      all.pollLastEntry();
    }
    Map<String, Object> subscriber = new LinkedHashMap<>();
    subscriber.put("subscriber", name);
    subscriber.put("feeds", count[0]);
    subscriber.put("searches", count[1]);
    subscriber.put("subscriptions", all.values());
    subscriber.put("next", all.size() < page.limit() ? null : all.lastKey());
    return subscriber;
  }

  Map<String, Object> localSubscriber(String name, ViewsLookup.Page page) {
    AppStores stores = apps.get(AppName.VIEWS);
    if (stores == null || !stores.has(ViewsLookup.BY_FEED)) {
      return Map.of("feeds", 0, "searches", 0, "subscriptions", Map.of());
    }
    ViewsLookup.Part part = new ViewsLookup(stores).subscriber(name, page);
    return Map.of("feeds", part.feeds(), "searches", part.searches(), "subscriptions", part.page());
  }

  private static void add(Map<String, Object> part, Map<String, Object> all, long[] count) {
    count[0] += ((Number) part.get("feeds")).longValue();
    count[1] += ((Number) part.get("searches")).longValue();
    ((Map<?, ?>) part.get("subscriptions")).forEach((key, one) -> all.put((String) key, one));
  }

  private static String query(String start, ViewsLookup.Page page) {
    return start + "limit=" + page.limit() + "&after=" + encoded(page.after());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
