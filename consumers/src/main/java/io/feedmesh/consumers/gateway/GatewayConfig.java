package io.feedmesh.consumers.gateway;

import io.feedmesh.schemas.config.Durations;
import io.feedmesh.schemas.http.Clients;
import io.feedmesh.schemas.http.ConnectionLimits;
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
 * @param clients who has a share of those
 * @param provisional how long a proxied document is good if no view confirms it
 * @param negative how long an origin is not asked again that had no feed
 */
public record GatewayConfig(
    String edge,
    String userAgent,
    Duration originTimeout,
    long maxDocumentBytes,
    MissLimits misses,
    Clients clients,
    Duration provisional,
    Duration negative) {
  /** Checks. */
  public GatewayConfig {
    Objects.requireNonNull(misses, "misses");
    Objects.requireNonNull(clients, "clients");
    if (provisional.isNegative() || negative.isNegative()) {
      throw new IllegalArgumentException(
          "expected no negative duration, found "
              + Durations.text(provisional)
              + " and "
              + Durations.text(negative));
    }
  }

  /**
   * 20 s, 10 MiB, {@link MissLimits#DEFAULT} at a time, this machine's without shares, 10 minutes,
   * 5 s.
   */
  public static GatewayConfig of(String edge, String contact) {
    String about = contact.isBlank() ? "edge " + edge : "edge " + edge + "; +" + contact;
    return new GatewayConfig(
        edge,
        "Feedmesh/0.1 (" + about + ")",
        Duration.ofSeconds(20),
        10L << 20,
        MissLimits.DEFAULT,
        new Clients(ConnectionLimits.DEFAULT.shared()),
        Duration.ofMinutes(10),
        Duration.ofSeconds(5));
  }
}
