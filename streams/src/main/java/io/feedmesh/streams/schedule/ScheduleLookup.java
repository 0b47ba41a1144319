package io.feedmesh.streams.schedule;

import io.feedmesh.streams.topology.StoreSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the schedule app of this process knows of a feed. As plain values that JSON has. Safe for
 * use by several threads.
 */
public final class ScheduleLookup {
  /** The process with a feed's key in this store has the feed. */
  public static final String FEEDS = ScheduleStores.FEEDS;

  private final StoreSource stores;

  /** Asks these stores. */
  public ScheduleLookup(StoreSource stores) {
    this.stores = stores;
  }

  /** A feed's state; empty where it was never followed, or is another process's. */
  public Optional<Map<String, Object>> feed(String feedUrl, long now) {
    FeedState state = stores.<FeedState>store(FEEDS).get(feedUrl);
    return state == null ? Optional.empty() : Optional.of(described(state, now));
  }

  private static Map<String, Object> described(FeedState state, long now) {
    Map<String, Object> feed = new LinkedHashMap<>();
    feed.put("followed", state.followed(now));
    feed.put("followedUntil", moment(state.followedUntil()));
    feed.put("demand", state.demand());
    feed.put("condition", state.told().isEmpty() ? "good" : state.told());
    feed.put("alias", state.alias());
    feed.put("nextFetch", state.followed(now) ? moment(state.flight().due()) : null);
    feed.put("reason", state.flight().reason().name().toLowerCase(Locale.ROOT));
    feed.put(
        "underWaySince",
        moment(state.flight().deadline() > now ? state.flight().requestedAt() : 0));
    feed.put("intervalSeconds", state.rhythm().interval() / 1_000);
    feed.put("failures", state.rhythm().failures());
    feed.put("lastAnswer", moment(state.rhythm().lastAnswer()));
    feed.put("lastChange", moment(state.rhythm().lastChange()));
    feed.put("etag", state.validators().etag());
    feed.put("lastModified", state.validators().lastModified());
    feed.put("address", state.move().address());
    feed.put("movingTo", state.move().to());
    feed.put("pushUntil", moment(state.push().live(now) ? state.push().liveUntil() : 0));
    return feed;
  }

  private static String moment(long millis) {
    return millis <= 0 ? null : Instant.ofEpochMilli(millis).toString();
  }
}
