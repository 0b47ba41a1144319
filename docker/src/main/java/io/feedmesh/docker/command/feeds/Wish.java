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
 * @param earlier which entries are to be sent that were there before
 * @param now when it is said
 * @param until when it ends
 */
record Wish(
    String subscriber,
    String query,
    Set<Wanted> wants,
    boolean once,
    Earlier earlier,
    Instant now,
    Instant until) {
  /**
   * Entries from before the subscription.
   *
   * @param last how many of each feed's last ones
   * @param since all from that moment on, or null
   */
  record Earlier(int last, Instant since) {}

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
        .setLast(earlier.last())
        .setSince(earlier.since())
        .build();
  }

  /** The key of that for all feeds. */
  SubscriptionKey search() {
    return SubscriptionKey.ofSearch(subscriber, query == null ? "" : query);
  }
}
