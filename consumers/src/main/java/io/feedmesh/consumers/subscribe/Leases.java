package io.feedmesh.consumers.subscribe;

import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.SubscriptionKey;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * An edge's subscriptions: what the {@code subscriptions} topic says of this subscriber, and what
 * readers asked for. A feed that somebody asks for is subscribed to; its lease is renewed in time
 * if a reader asked since the last time; one that nobody asks for goes cold, which is a
 * subscription to metadata only, and lapses in the end.
 *
 * <p>Nothing is sent before the topic has been read to its end, for a longer lease or a query may
 * be there already, which must not be lost. What could not be sent is sent at a later turn. Safe
 * for use by several threads.
 */
public final class Leases {
  private final String subscriber;
  private final Duration length;
  private final ToLongFunction<FeedUrl> usual;
  private final Topic<Subscription> topic;
  private final Outbox outbox;
  private final InstantSource clock;
  private final long startedAt;
  private final Map<FeedUrl, Held> known = new ConcurrentHashMap<>();
  private final Map<FeedUrl, Warmth> asked = new ConcurrentHashMap<>();
  private final Set<FeedUrl> underWay = ConcurrentHashMap.newKeySet();
  private final Set<FeedUrl> unsent = ConcurrentHashMap.newKeySet();
  private volatile UnaryOperator<FeedUrl> same = url -> url;
  private volatile boolean caughtUp;

  /**
   * Knows nothing yet.
   *
   * @param subscriber name of the edge
   * @param length of a lease
   * @param usual milliseconds after which a feed that nobody asks for goes cold
   */
  public Leases(
      String subscriber,
      Duration length,
      ToLongFunction<FeedUrl> usual,
      Topic<Subscription> topic,
      Outbox outbox,
      InstantSource clock) {
    this.subscriber = subscriber;
    this.length = length;
    this.usual = usual;
    this.topic = topic;
    this.outbox = outbox;
    this.clock = clock;
    this.startedAt = clock.millis();
  }

  /** Finds the equal address that is in memory already, if one is: it saves another. */
  public void sharing(UnaryOperator<FeedUrl> finder) {
    same = finder;
  }

  /** A reader asked for a feed. */
  public void asked(FeedUrl url) {
    asked(url, clock.millis());
  }

  /** The same of another time, in milliseconds since 1970: before this process was there, say. */
  public void asked(FeedUrl url, long at) {
    Warmth warmth = asked.get(url);
    if (warmth == null) {
      warmth = asked.computeIfAbsent(url, key -> new Warmth());
    }
    warmth.asked(at);
  }

  /**
   * When a reader last asked for a feed, in milliseconds since 1970, as far as is known: else when
   * its lease was renewed, or when this process started.
   */
  public long askedAt(FeedUrl url) {
    Warmth warmth = asked.get(url);
    Held held = known.get(url);
    long before = held == null ? startedAt : held.madeAt();
    return warmth == null ? before : Math.max(before, warmth.askedAt());
  }

  /** The same, later by how often it was asked for: more is warmer. */
  public long warmth(FeedUrl url) {
    Warmth warmth = asked.get(url);
    return warmth == null ? askedAt(url) : Math.max(askedAt(url), warmth.value());
  }

  /** Whether somebody else made the edge's subscription, so that the feed is to stay hot. */
  public boolean pinned(FeedUrl url) {
    Held held = known.get(url);
    return held != null && held.pinned() && held.until() > clock.millis();
  }

  /** Whether all subscriptions are known. */
  public boolean complete() {
    return caughtUp;
  }

  /** Whether Kafka has all that followed from what readers asked for until now. */
  public boolean settled() {
    turn();
    return caughtUp && unsent.isEmpty();
  }

  /** A feed's body has gone: only what is known of its documents is wanted from now on. */
  public void cool(FeedUrl url) {
    asked.remove(url);
    sendCold(url, clock.millis());
  }

  private void sendCold(FeedUrl url, long now) {
    Held held = known.get(url);
    if (held != null && held.hot() && !pinned(url) && held.until() > now) {
      send(url, held, false, held.until(), now);
    } else {
      unsent.remove(url);
    }
  }

  /** A reader asked for a feed that is not in the spool: the same, and at once if possible. */
  public void wanted(FeedUrl url) {
    asked(url);
    missed(url);
  }

  /** Subscribes at once, if possible, to what a reader asks for, which {@link #asked} is told. */
  public void missed(FeedUrl url) {
    if (caughtUp) {
      consider(url, clock.millis());
    }
  }

  /** What the topic says now of one feed of this subscriber; null for a tombstone. */
  public void known(FeedUrl url, Subscription subscription) {
    if (subscription == null) {
      Held ended = known.remove(url);
      if (ended != null) { // only who asks from now on, or did since it was renewed, wants it again
        asked.computeIfPresent(url, (key, w) -> w.askedAt() > ended.madeAt() ? w : null);
      }
    } else {
      known.put(same.apply(url), Held.of(subscription));
    }
  }

  /** The topic has been read to what was its end. */
  public void caughtUp() {
    caughtUp = true;
  }

  /** How many leases run. */
  public int running() {
    long now = clock.millis();
    return (int) known.values().stream().filter(held -> held.until() > now).count();
  }

  /** Renews what is to be renewed, and tells what went cold unheard; call it every second or so. */
  public void turn() {
    if (caughtUp) {
      long now = clock.millis();
      asked.keySet().forEach(url -> consider(url, now));
      for (FeedUrl url : unsent) {
        if (!asked.containsKey(url)) { // it went cold, which Kafka did not take
          sendCold(url, now);
        }
      }
    }
  }

  /** Forgets what is long over; call it now and then. */
  public void sweep() {
    long over = clock.millis() - length.toMillis();
    asked.values().removeIf(warmth -> warmth.askedAt() + length.toMillis() < over);
    known.values().removeIf(held -> held.until() < over);
  }

  private void consider(FeedUrl url, long now) {
    Held held = known.get(url);
    Warmth warmth = asked.get(url);
    long askedAt = warmth == null ? 0 : warmth.askedAt();
    if (LeaseRule.decide(held, askedAt, length.toMillis(), usual.applyAsLong(url), now)
        == LeaseRule.Decision.RENEW) {
      send(url, held, true, LeaseRule.until(held, length.toMillis(), now), now);
    } else {
      unsent.remove(url);
    }
  }

  private void send(FeedUrl url, Held held, boolean hot, long until, long now) {
    unsent.add(url);
    if (!outbox.hasRoom() || !underWay.add(url)) {
      return; // a later turn will
    }
    Subscription next = Held.next(held, url.toString(), subscriber, hot, until, now);
    var unused =
        outbox
            .send(topic, SubscriptionKey.of(url.toString(), subscriber).toString(), next)
            .whenComplete(
                (nothing, failure) -> {
                  if (failure == null) {
                    known(url, next); // the topic will say the same in a moment
                    unsent.remove(url);
                  }
                  underWay.remove(url);
                });
  }
}
