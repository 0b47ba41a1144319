package io.feedmesh.consumers.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;

/**
 * How long versions are good that the mesh does not vouch for: those that were proxied and no view
 * has confirmed yet, by what their origins said with them, and those that a client has changed at
 * the origin through this edge. What the mesh vouches for is good, as it tells of the next version.
 * Remembers the last {@value #REMEMBERED} of each kind. Safe for use by several threads.
 */
final class Unconfirmed {
  private static final int REMEMBERED = 10_000;

  private final GatewayConfig config;
  private final InstantSource clock;
  private final Lifetime usual;
  private final Cache<FeedUrl, Lifetime> lifetimes;
  private final Cache<FeedUrl, FeedUrl> moved;
  private final Cache<FeedUrl, Long> changed;

  Unconfirmed(GatewayConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.usual = new Lifetime(0, config.provisional().toMillis(), true);
    this.lifetimes = remembering(config.provisional().multipliedBy(2));
    this.moved = remembering(config.provisional());
    this.changed = remembering(Duration.ofHours(1));
  }

  private static <T> Cache<FeedUrl, T> remembering(Duration time) {
    return Caffeine.newBuilder().expireAfterWrite(time).maximumSize(REMEMBERED).build();
  }

  /** An origin gave a feed that everybody may have. */
  void came(FeedUrl url, HttpFields answer) {
    lifetimes.put(
        url, Lifetime.of(answer, config.negative().toMillis(), config.provisional().toMillis()));
  }

  /** The spool has what an origin was asked for then, in milliseconds since 1970. */
  void seen(FeedUrl url, long asked) {
    changed.asMap().computeIfPresent(url, (key, since) -> since > asked ? since : null);
  }

  /** Its origin sent on for good, or to nowhere. */
  void moved(FeedUrl url, Optional<FeedUrl> to) {
    to.ifPresentOrElse(there -> moved.put(url, there), () -> moved.invalidate(url));
  }

  /** Where its origin said, when it was asked for a version, that the feed has moved for good. */
  Optional<FeedUrl> movedTo(SpooledFeed feed) {
    return feed.provisional()
        ? Optional.ofNullable(moved.getIfPresent(feed.url()))
        : Optional.empty();
  }

  /** A client did something at the origin that may have changed it (RFC 9111, section 4.4). */
  void changed(FeedUrl url) {
    changed.put(url, clock.millis());
  }

  /** Whether a client has changed it since. */
  boolean isOutdated(SpooledFeed feed) {
    Long since = changed.asMap().isEmpty() ? null : changed.getIfPresent(feed.url());
    return since != null && feed.acceptedAt() <= since;
  }

  /** Whether a version is good without asking anybody. */
  boolean fresh(SpooledFeed feed) {
    return !isOutdated(feed) && (!feed.provisional() || age(feed) < lifetime(feed).fresh());
  }

  /** Whether it is good while the origin is being asked (RFC 5861, section 3): as long again. */
  boolean usable(SpooledFeed feed) {
    if (!feed.provisional() || isOutdated(feed)) {
      return fresh(feed);
    }
    Lifetime lifetime = lifetime(feed);
    long longer = lifetime.staleAllowed() ? lifetime.fresh() - lifetime.age() : 0;
    return age(feed) < lifetime.fresh() + longer;
  }

  /** Whether it is better than an origin's failure (RFC 5861, section 4). */
  boolean usableInNeed(SpooledFeed feed) {
    return usable(feed)
        || (!isOutdated(feed) && (!feed.provisional() || lifetime(feed).staleAllowed()));
  }

  /**
   * Milliseconds since the origin made a version (RFC 9111, section 4.2.3); none while the mesh
   * vouches for it.
   */
  long age(SpooledFeed feed) {
    return feed.provisional()
        ? Math.max(0, clock.millis() - feed.spooledAt()) + lifetime(feed).age()
        : 0;
  }

  private Lifetime lifetime(SpooledFeed feed) {
    Lifetime said = lifetimes.getIfPresent(feed.url());
    return said == null ? usual : said;
  }
}
