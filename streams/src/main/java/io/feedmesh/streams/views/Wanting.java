package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.ChangeKind;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.SubscriptionKey;
import io.feedmesh.streams.query.EntryMatcher;
import io.feedmesh.streams.query.EntryQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Who wants one entry change, and why; each subscriber once. For one change. */
final class Wanting {
  /**
   * Why a subscriber gets it.
   *
   * @param reasons as in an EntryView
   * @param once whether one of the subscriptions wants it from one feed only
   */
  record Why(List<String> reasons, boolean once) {
    private Why and(String reason, boolean alsoOnce) {
      List<String> all = new ArrayList<>(reasons);
      all.add(reason);
      return new Why(all, once || alsoOnce);
    }
  }

  private static final Why NOT_YET = new Why(List.of(), false);

  private final EntryChange change;
  private final EntryMatcher matcher;
  private final Function<String, EntryQuery> queries;
  private final Map<String, Why> subscribers = new LinkedHashMap<>();

  /**
   * Nobody yet.
   *
   * @param queries what texts mean; null for one that means nothing
   */
  Wanting(EntryChange change, Function<String, EntryQuery> queries) {
    this.change = change;
    this.matcher = new EntryMatcher(change);
    this.queries = queries;
  }

  /** Whether a subscription to its feed, or to all feeds, wants it. */
  boolean wantedBy(SubscriptionKey key, Subscription subscription) {
    String query = subscription.getQuery();
    return query == null ? hasText() || !key.ofAllFeeds() : finds(queries.apply(query));
  }

  /** Somebody wants it by a subscription to its feed, or to all feeds. */
  void add(SubscriptionKey key, Subscription subscription) {
    String query = subscription.getQuery();
    String reason = query == null ? key.address() : key.address() + " " + query;
    subscribers.merge(
        key.subscriber(),
        NOT_YET.and(reason, subscription.getOnce()),
        (known, unused) -> known.and(reason, subscription.getOnce()));
  }

  /** Whether queries can find it: of a removed entry nothing is known but its key. */
  boolean hasText() {
    return change.getKind() != ChangeKind.REMOVED;
  }

  /** Each of them. */
  void forEach(BiConsumer<String, Why> action) {
    subscribers.forEach(action);
  }

  private boolean finds(EntryQuery query) {
    return query != null && hasText() && matcher.matches(query);
  }
}
