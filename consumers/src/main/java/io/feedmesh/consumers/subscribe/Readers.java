package io.feedmesh.consumers.subscribe;

import io.feedmesh.schemas.record.Readership;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what readers were given, and tells {@code readership} once an interval. Counts that could
 * not be sent are added to the next interval. Safe for use by several threads.
 */
public final class Readers {
  private final String edge;
  private final Topic<Readership> topic;
  private final Outbox outbox;
  private final InstantSource clock;
  private final Map<FeedUrl, LongAdder> total = new ConcurrentHashMap<>();
  private final Map<FeedUrl, LongAdder> unsent = new ConcurrentHashMap<>();
  private Instant from;

  /** The first interval begins now. */
  public Readers(String edge, Topic<Readership> topic, Outbox outbox, InstantSource clock) {
    this.edge = edge;
    this.topic = topic;
    this.outbox = outbox;
    this.clock = clock;
    this.from = clock.instant();
  }

  /** One more request for a feed was answered. */
  public void answered(FeedUrl url) {
    count(total, url, 1);
    count(unsent, url, 1);
  }

  /** How often each feed was asked for since the start; follows later requests. */
  public Map<FeedUrl, LongAdder> total() {
    return Collections.unmodifiableMap(total);
  }

  /** Ends the interval: sends its counts. */
  public synchronized CompletableFuture<Void> endInterval() {
    Instant start = from;
    Instant end = clock.instant();
    from = end;
    return CompletableFuture.allOf(
        unsent.keySet().stream()
            .map(url -> send(url, start, end))
            .toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Void> send(FeedUrl url, Instant start, Instant end) {
    LongAdder adder = unsent.get(url);
    long requests = adder == null ? 0 : adder.sumThenReset();
    if (requests == 0) {
      // A count that comes between the two is kept: nothing is taken away that is not 0.
      unsent.computeIfPresent(url, (key, value) -> value.sum() == 0 ? null : value);
      return CompletableFuture.completedFuture(null);
    }
    Readership record =
        Readership.newBuilder()
            .setFeedUrl(url.toString())
            .setEdge(edge)
            .setFrom(start)
            .setUntil(end)
            .setRequests(requests)
            .build();
    return outbox
        .send(topic, url.toString(), record)
        .exceptionally(
            failure -> {
              count(unsent, url, requests);
              return null;
            });
  }

  private static void count(Map<FeedUrl, LongAdder> counts, FeedUrl url, long more) {
    counts.compute(
        url,
        (key, adder) -> {
          LongAdder counter = adder == null ? new LongAdder() : adder;
          counter.add(more);
          return counter;
        });
  }
}
