package io.feedmesh.consumers.gateway;

import java.time.Duration;
import java.util.Objects;

/**
 * How a gateway asks origins for what it does not have. Immutable.
 *
 * @param edge name of the edge
 * @param userAgent what origins are told
 * @param originTimeout most time for an origin's whole answer
 * @param maxDocumentBytes largest document
 * @param misses how many origins are asked at a time
 * @param provisional how long a proxied document is good if no view confirms it
 * @param negative how long an origin is not asked again that had no feed
 */
public record GatewayConfig(
    String edge,
    String userAgent,
    Duration originTimeout,
    long maxDocumentBytes,
    MissLimits misses,
    Duration provisional,
    Duration negative) {
  /** Checks. */
  public GatewayConfig {
    Objects.requireNonNull(misses, "misses");
    if (provisional.isNegative() || negative.isNegative()) {
      throw new IllegalArgumentException(
          "expected no negative duration, found " + provisional + " and " + negative);
    }
  }

  /** 20 s, 10 MiB, {@link MissLimits#DEFAULT} at a time, 10 minutes, 5 s. */
  public static GatewayConfig of(String edge, String contact) {
    String about = contact.isBlank() ? "edge " + edge : "edge " + edge + "; +" + contact;
    return new GatewayConfig(
        edge,
        "Feedmesh/0.1 (" + about + ")",
        Duration.ofSeconds(20),
        10L << 20,
        MissLimits.DEFAULT,
        Duration.ofMinutes(10),
        Duration.ofSeconds(5));
  }
}
