package io.feedmesh.producers.subscribe;

import io.feedmesh.schemas.config.Durations;
import io.feedmesh.schemas.push.PushKeys;
import java.net.URI;
import java.time.Duration;

/**
 * How hubs and clouds are asked.
 *
 * @param name names it in logs and to Kafka
 * @param callback where hubs and clouds can reach a receiver: scheme, host and perhaps a port, or a
 *     path as well if a proxy before the receiver takes that off
 * @param keys the installation's, the same as the receivers'
 * @param allowPrivateOrigins whether hubs may be at private and loopback addresses
 * @param contact URL or mail address that hubs find in User-Agent
 * @param lease how long subscriptions are asked for; hubs decide
 */
public record SubscriberConfig(
    String name,
    URI callback,
    PushKeys keys,
    boolean allowPrivateOrigins,
    String contact,
    Duration lease) {
  /** What is asked for where nobody says otherwise. */
  public static final Duration DEFAULT_LEASE = Duration.ofDays(10);

  /** Checks the bounds. */
  public SubscriberConfig {
    boolean usable =
        ("http".equals(callback.getScheme()) || "https".equals(callback.getScheme()))
            && callback.getHost() != null
            && callback.getUserInfo() == null
            && callback.getQuery() == null
            && callback.getFragment() == null;
    if (!usable) {
      throw new IllegalArgumentException(
          "callback: expected an address like https://push.example.org, found " + callback);
    }
    if (lease.toSeconds() < 60) {
      throw new IllegalArgumentException(
          "lease: expected at least 60 s, found " + Durations.text(lease));
    }
  }
}
