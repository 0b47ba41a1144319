package io.feedmesh.producers.intake;

import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.topic.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * At most one ping a second for each feed, however many come. The first goes out at once; those
 * that come within the second after it become one, which goes out at its end, and all of their
 * senders are told of that one's fate. So none is told of a ping that was sent before its own came:
 * the feed may have been fetched for that before it changed again. Safe for use by several threads.
 */
final class PingSpacing {
  private static final long GAP_NANOS = Duration.ofSeconds(1).toNanos();

  private final Topic<Ping> topic;
  private final Outbound outbound;
  private final Map<String, Slot> slots = new ConcurrentHashMap<>();

  /**
   * What is known of a feed that was pinged lately.
   *
   * @param freeAtNanos when the next ping may go out
   * @param next the fate of the ping that waits to go out; null if none does
   */
  private record Slot(long freeAtNanos, CompletableFuture<Boolean> next) {}

  PingSpacing(Topic<Ping> topic, Outbound outbound) {
    this.topic = topic;
    this.outbound = outbound;
    outbound.each(GAP_NANOS, this::forget);
  }

  /**
   * Sends it, or lets another that has not gone out yet stand for it.
   *
   * @return completes, never exceptionally, with whether Kafka has it
   */
  CompletableFuture<Boolean> send(Ping ping) {
    return slots.compute(ping.getFeedUrl(), (feed, slot) -> withNext(slot, ping)).next();
  }

  private Slot withNext(Slot slot, Ping ping) {
    if (slot != null && slot.next() != null && !slot.next().isDone()) {
      return slot;
    }
    long now = System.nanoTime();
    long freeAt = slot == null ? now : slot.freeAtNanos();
    long delay = Math.max(0, freeAt - now);
    CompletableFuture<Boolean> next = new CompletableFuture<>();
    if (outbound.later(delay, () -> goOut(ping, next))) {
      return new Slot(freeAt, outbound.limited(next, delay));
    }
    next.complete(false);
    return new Slot(freeAt, next);
  }

  private void goOut(Ping ping, CompletableFuture<Boolean> sent) {
    if (sent.isDone()) {
      return; // too late: whoever waited was told to come back
    }
    slots.put(ping.getFeedUrl(), new Slot(System.nanoTime() + GAP_NANOS, null));
    outbound.sendNow(topic, ping.getFeedUrl(), ping, sent);
  }

  private void forget() {
    long now = System.nanoTime();
    slots
        .values()
        .removeIf(
            slot -> now - slot.freeAtNanos() > 0 && (slot.next() == null || slot.next().isDone()));
  }
}
