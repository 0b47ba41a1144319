package io.feedmesh.consumers.live;

import io.feedmesh.schemas.config.Durations;
import java.time.Duration;

/**
 * How an edge's live streams work.
 *
 * @param subscriber whose view they show: the edge's name
 * @param capacity events kept in memory, 16 to 1,000,000; at most as many more are read back from
 *     Kafka for a client that asks for older ones
 * @param atStart events of history wanted in memory at start, at most the capacity
 * @param maxClients connections served at once, streams and waiting polls
 * @param heartbeat after how long without an event a stream gets a comment, 10 ms to 25 s, so that
 *     proxies and the server's own limit of 30 s keep it
 * @param patience how long a client may take to accept what it is sent before it is dropped, at
 *     most 25 s; it can come back and resume
 */
public record LiveConfig(
    String subscriber,
    int capacity,
    int atStart,
    int maxClients,
    Duration heartbeat,
    Duration patience) {
  /** Checks the bounds. */
  public LiveConfig {
    if (subscriber.isBlank()) {
      throw new IllegalArgumentException("subscriber: expected a name, found nothing");
    }
    if (capacity < 16 || capacity > 1_000_000) {
      throw new IllegalArgumentException(
          "live capacity: expected 16 to 1,000,000 events, found " + capacity);
    }
    if (atStart < 0 || atStart > capacity) {
      throw new IllegalArgumentException(
          "live history at start: expected 0 to " + capacity + " events, found " + atStart);
    }
    if (maxClients < 1) {
      throw new IllegalArgumentException("live clients: expected at least 1, found " + maxClients);
    }
    if (heartbeat.toMillis() < 10 || heartbeat.toMillis() > 25_000) {
      throw new IllegalArgumentException(
          "live heartbeat: expected 10 ms to 25 s, found " + Durations.text(heartbeat));
    }
    if (patience.toMillis() < 10 || patience.toMillis() > 25_000) {
      throw new IllegalArgumentException(
          "live patience: expected 10 ms to 25 s, found " + Durations.text(patience));
    }
  }

  /**
   * 10,000 events in memory, 1,000 at start, 10,000 clients, a comment each 15 s, 20 s patience.
   */
  public static LiveConfig of(String subscriber) {
    return new LiveConfig(
        subscriber, 10_000, 1_000, 10_000, Duration.ofSeconds(15), Duration.ofSeconds(20));
  }
}
