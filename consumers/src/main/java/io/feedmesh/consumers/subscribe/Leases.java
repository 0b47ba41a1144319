package io.feedmesh.consumers.subscribe;

import io.feedmesh.consumers.subscribe.LeaseRule.Lease;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.topic.SubscriptionKey;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An edge's subscriptions: what the {@code subscriptions} topic says of this subscriber, and what
 * readers asked for. A feed that somebody asks for is subscribed to; its lease is renewed once less
 * than half of it is left if a reader asked since the last time; one that nobody asks for lapses.
 *
 * <p>Nothing is sent before the topic has been read to its end, for a longer lease or a query may
 * be there already, which must not be lost. What could not be sent is sent at a later turn. Safe
 * for use by several threads.
 */
public final class Leases {
  private static final Set<Wanted> NEEDED = EnumSet.of(Wanted.DOCUMENTS, Wanted.ENTRIES);

  private final String subscriber;
  private final Duration length;
  private final Topic<Subscription> topic;
  private final Outbox outbox;
  private final InstantSource clock;
  private final Map<FeedUrl, Subscription> known = new ConcurrentHashMap<>();
  private final Map<FeedUrl, Long> asked = new ConcurrentHashMap<>();
  private final Set<FeedUrl> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean caughtUp;

  /**
   * Knows nothing yet.
   *
   * @param subscriber name of the edge
   * @param length of a lease
   */
  public Leases(
      String subscriber,
      Duration length,
      Topic<Subscription> topic,
      Outbox outbox,
      InstantSource clock) {
    this.subscriber = subscriber;
    this.length = length;
    this.topic = topic;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** A reader asked for a feed. */
  public void asked(FeedUrl url) {
    asked.put(url, clock.millis());
  }

  /** A reader asked for a feed that is not in the spool: the same, and at once if possible. */
  public void wanted(FeedUrl url) {
    asked(url);
    if (caughtUp) {
      consider(url, clock.millis());
    }
  }

  /** What the topic says now of one feed of this subscriber; null for a tombstone. */
  public void known(FeedUrl url, Subscription subscription) {
    if (subscription == null) {
      Subscription ended = known.remove(url);
      if (ended != null) { // only who asks from now on, or did since it was renewed, wants it again
        long madeAt = ended.getCreatedAt().toEpochMilli();
        asked.computeIfPresent(url, (key, at) -> at > madeAt ? at : null);
      }
    } else {
      known.put(url, subscription);
    }
  }

  /** The topic has been read to what was its end. */
  public void caughtUp() {
    caughtUp = true;
  }

  /** How many leases run. */
  public int running() {
    long now = clock.millis();
    return (int)
        known.values().stream().filter(s -> s.getLeaseUntil().toEpochMilli() > now).count();
  }

  /** Renews what is to be renewed; call it every few seconds. */
  public void turn() {
    if (!caughtUp) {
      return;
    }
    long now = clock.millis();
    List<FeedUrl> idle = new ArrayList<>();
    asked.forEach(
        (url, at) -> {
          consider(url, now);
          if (now - at > 2 * length.toMillis()) {
            idle.add(url);
          }
        });
    idle.forEach(asked::remove);
    known.values().removeIf(s -> s.getLeaseUntil().toEpochMilli() + length.toMillis() < now);
  }

  private void consider(FeedUrl url, long now) {
    Optional<Subscription> present = Optional.ofNullable(known.get(url));
    Lease lease = present.map(Leases::lease).orElse(null);
    long askedAt = asked.getOrDefault(url, 0L);
    if (LeaseRule.decide(lease, askedAt, length.toMillis(), now) == LeaseRule.Decision.KEEP
        || !underWay.add(url)) {
      return;
    }
    Subscription next = subscription(url, present, LeaseRule.until(lease, length.toMillis(), now));
    var unused =
        outbox
            .send(topic, SubscriptionKey.of(url.toString(), subscriber).toString(), next)
            .whenComplete(
                (nothing, failure) -> {
                  if (failure == null) {
                    known.put(url, next); // the topic will say the same in a moment
                  }
                  underWay.remove(url);
                });
  }

  private static Lease lease(Subscription s) {
    return new Lease(s.getLeaseUntil().toEpochMilli(), s.getCreatedAt().toEpochMilli());
  }

  private Subscription subscription(FeedUrl url, Optional<Subscription> present, long until) {
    Set<Wanted> wants = EnumSet.copyOf(NEEDED);
    present.ifPresent(s -> wants.addAll(s.getWants()));
    wants.remove(Wanted.UNKNOWN);
    return Subscription.newBuilder()
        .setFeedUrl(url.toString())
        .setSubscriber(subscriber)
        .setQuery(present.map(Subscription::getQuery).orElse(null))
        .setOnce(present.map(Subscription::getOnce).orElse(false))
        .setWants(List.copyOf(wants))
        .setLeaseUntil(Instant.ofEpochMilli(until))
        .setCreatedAt(Instant.ofEpochMilli(clock.millis()))
        .setCreatedBy("edge")
        .build();
  }
}
