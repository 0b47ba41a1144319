package io.feedmesh.consumers.live;

import io.feedmesh.schemas.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads events that are not in memory any more back from Kafka, a bounded piece at a time, with one
 * thread for all clients that are far behind: they take turns, and nobody else waits for them. Safe
 * for use by several threads.
 */
final class History implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_QUEUED = 256;
  private static final int MOST_EVENTS = 500;
  private static final int MOST_BYTES = 1024 * 1024;

  private final KafkaSettings kafka;
  private final ViewDecoder decoder;
  private final ThreadPoolExecutor executor;

  History(KafkaSettings kafka, ViewDecoder decoder) {
    this.kafka = kafka;
    this.decoder = decoder;
    this.executor =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_QUEUED),
            task -> {
              Thread thread = new Thread(task, "live-history");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
  }

  /**
   * A piece of what was.
   *
   * @param from the position asked for, or the first that Kafka still has
   * @param events those wanted, oldest first
   * @param next the position after them
   */
  record Piece(long from, List<LiveEvent> events, long next) {}

  /** The events from one position up to, but without, another; fails if too many ask at once. */
  CompletableFuture<Piece> read(ViewLog log, long from, long to, FeedFilter filter) {
    CompletableFuture<Piece> piece = new CompletableFuture<>();
    try {
      executor.execute(
          () -> {
            try {
              piece.complete(readNow(log, from, to, filter));
            } catch (RuntimeException e) {
              piece.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      piece.completeExceptionally(e);
    }
    return piece;
  }

  private Piece readNow(ViewLog log, long from, long to, FeedFilter filter) {
    try (Consumer<String, byte[]> consumer = log.consumer(kafka, "live-history")) {
      long start = Math.max(from, log.first(consumer));
      consumer.seek(log.partition(), start);
      List<LiveEvent> events = new ArrayList<>();
      int bytes = 0;
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (consumer.position(log.partition()) < to) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          var decoded = record.offset() < to ? decoder.decode(log.name(), record) : null;
          if (decoded != null && decoded.isPresent() && filter.wants(decoded.get().event())) {
            events.add(decoded.get().event());
            bytes += decoded.get().event().size();
          }
          if (events.size() >= MOST_EVENTS || bytes >= MOST_BYTES) {
            return new Piece(start, events, record.offset() + 1);
          }
        }
        if (System.nanoTime() > deadline) {
          throw new TimeoutException("history was not readable within " + PATIENCE);
        }
      }
      return new Piece(start, events, Math.max(start, to));
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
