package io.feedmesh.producers.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;

/**
 * A token bucket for each sender address: filled at a rate, ten seconds' worth deep. Addresses that
 * were silent for a minute are forgotten, and never more than 100,000 are remembered. Safe for use
 * by several threads.
 */
public final class SenderLimit {
  private static final int DEPTH_SECONDS = 10;
  private static final int MAX_SENDERS = 100_000;

  private final double perSecond;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MAX_SENDERS)
          .expireAfterAccess(Duration.ofMinutes(1))
          .executor(Runnable::run)
          .build();

  /** What is left, and whether the last request got its token. */
  private record Bucket(double tokens, boolean given, long atNanos) {}

  /** So many a second in the long run, for each. */
  public SenderLimit(int perSecond) {
    this.perSecond = perSecond;
  }

  /**
   * Takes a token.
   *
   * @param address network address literal of the sender
   * @param nowNanos time on any clock that only goes forward
   * @return whether there was one
   */
  boolean allows(String address, long nowNanos) {
    InetAddress parsed;
    try {
      parsed = InetAddress.getByName(address); // a literal: no name is looked up
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("expected an address literal, found " + address, e);
    }
    if (parsed.isLoopbackAddress()) {
      return true;
    }
    Bucket after =
        buckets.asMap().compute(network(parsed), (key, before) -> taken(before, nowNanos));
    return after.given();
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

  /** An IPv6 network as its first 64 bits: whoever has one address there has them all. */
  private static String network(InetAddress address) {
    byte[] bits = address.getAddress();
    return bits.length == 4 ? address.getHostAddress() : Arrays.toString(Arrays.copyOf(bits, 8));
  }
}
