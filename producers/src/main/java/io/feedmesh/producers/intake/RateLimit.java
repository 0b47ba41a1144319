package io.feedmesh.producers.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/**
 * A token bucket for each key: filled at a rate, ten seconds' worth deep. Keys that were silent for
 * a minute are forgotten, and never more than 100,000 are remembered. Safe for use by several
 * threads.
 */
public final class RateLimit {
  private static final int DEPTH_SECONDS = 10;
  private static final int MAX_KEYS = 100_000;

  private final double perSecond;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MAX_KEYS)
          .expireAfterAccess(Duration.ofMinutes(1))
          .executor(Runnable::run)
          .build();

  /** What is left, and whether the last request got its token. */
  private record Bucket(double tokens, boolean given, long atNanos) {}

  /** So many a second in the long run, for each. */
  public RateLimit(int perSecond) {
    this.perSecond = perSecond;
  }

  /**
   * Takes a token.
   *
   * @param nowNanos time on any clock that only goes forward
   * @return whether there was one
   */
  public boolean allows(String key, long nowNanos) {
    return buckets.asMap().compute(key, (k, before) -> taken(before, nowNanos)).given();
  }

  private Bucket taken(Bucket before, long nowNanos) {
    double full = perSecond * DEPTH_SECONDS;
    double tokens =
        before == null
            ? full
            : Math.min(full, before.tokens() + (nowNanos - before.atNanos()) / 1e9 * perSecond);
    boolean given = tokens >= 1;
    return new Bucket(given ? tokens - 1 : tokens, given, nowNanos);
  }
}
