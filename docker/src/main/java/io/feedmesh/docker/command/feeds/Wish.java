package io.feedmesh.docker.command.feeds;

import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.topic.SubscriptionKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What somebody wants of feeds.
 *
 * @param subscriber who
 * @param query which entries, or null for all
 * @param wants what is to be sent
 * @param once whether an entry that several of the feeds have is sent once
 * @param now when it is said
 * @param until when it ends
 */
record Wish(
    String subscriber, String query, Set<Wanted> wants, boolean once, Instant now, Instant until) {
  /** What becomes of it for a feed. */
  Subscription of(String feedUrl) {
    return Subscription.newBuilder()
        .setFeedUrl(feedUrl)
        .setSubscriber(subscriber)
        .setQuery(query)
        .setWants(List.copyOf(wants))
        .setLeaseUntil(until)
        .setCreatedAt(now)
        .setCreatedBy("cli")
        .setOnce(once)
        .build();
  }

  /** The key of that for all feeds. */
  SubscriptionKey search() {
    return SubscriptionKey.ofSearch(subscriber, query == null ? "" : query);
  }
}
