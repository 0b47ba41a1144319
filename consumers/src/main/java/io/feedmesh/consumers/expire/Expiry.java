package io.feedmesh.consumers.expire;

import io.feedmesh.consumers.spool.Spool;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.consumers.subscribe.Leases;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Lets feeds that nobody asks for go cold: their body goes, what is known of them stays and is kept
 * up to date. A reader who has the current version still gets 304; the first who wants the body
 * makes the feed hot again. When the lease ends, too, the feed is unknown. Feeds that an operator
 * has subscribed the edge to stay hot. Safe for use by several threads.
 */
public final class Expiry {
  /** For so long views may still be on their way that are older than what was proxied. */
  private static final long PROVISIONAL_MILLIS = Duration.ofMinutes(20).toMillis();

  /** A proxied version whose body has gone, and until when it is known. */
  private record Left(FeedUrl url, long until) {}

  private final Spool spool;
  private final Leases leases;
  private final ExpireRules rules;
  private final InstantSource clock;
  private final Queue<Left> provisional = new ConcurrentLinkedQueue<>();
  private boolean begun;

  /** Of that spool's feeds, by what their readers ask for. */
  public Expiry(Spool spool, Leases leases, ExpireRules rules, InstantSource clock) {
    this.spool = spool;
    this.leases = leases;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Looks at all bodies; call it every few seconds.
   *
   * @throws IOException if a body cannot be removed
   */
  public synchronized void turn() throws IOException {
    if (!leases.complete()) {
      return; // while Kafka has not told, nobody knows since when a feed is unread
    }
    long now = clock.millis();
    for (SpooledFeed feed : spool.warmFeeds()) {
      FeedUrl url = feed.url();
      long askedAt = leases.askedAt(url);
      if (now > rules.of(url).coldAt(askedAt, leases.warmth(url)) && !leases.pinned(url)) {
        leases.cool(url);
        spool.cool(url);
        if (feed.provisional()) {
          provisional.add(new Left(url, now + PROVISIONAL_MILLIS));
        }
      }
    }
    forgetProvisional(now);
  }

  /**
   * A body went because its room was needed. Past its least age only what is known of the feed is
   * wanted from now on; before that somebody asked lately, maybe at another edge of this name.
   */
  public void droppedForRoom(FeedUrl url) {
    long now = clock.millis();
    if (now >= rules.of(url).keptUntil(leases.askedAt(url))) {
      leases.cool(url);
    }
    if (spool.find(url).filter(SpooledFeed::provisional).isPresent()) {
      provisional.add(new Left(url, now + PROVISIONAL_MILLIS));
    }
  }

  /** No view keeps a proxied version up to date: it ends by itself, also that of a run before. */
  private void forgetProvisional(long now) throws IOException {
    if (!begun) {
      for (SpooledFeed feed : spool.feeds()) {
        if (feed.provisional() && spool.isCold(feed.url())) {
          provisional.add(new Left(feed.url(), now + PROVISIONAL_MILLIS));
        }
      }
      begun = true;
    }
    while (!provisional.isEmpty() && provisional.peek().until() < now) {
      FeedUrl url = provisional.remove().url();
      if (spool.isCold(url) && spool.find(url).filter(SpooledFeed::provisional).isPresent()) {
        spool.remove(url);
      }
    }
  }

  /** How warm a body is when room is needed: those within their least age go last. */
  public long warmth(FeedUrl url) {
    long askedAt = leases.askedAt(url);
    boolean kept = clock.millis() < rules.of(url).keptUntil(askedAt) || leases.pinned(url);
    return leases.warmth(url) + (kept ? Long.MAX_VALUE / 2 : 0);
  }
}
