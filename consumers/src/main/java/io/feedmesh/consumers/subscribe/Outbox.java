package io.feedmesh.consumers.subscribe;

import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.topic.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends an edge's records on a thread of its own: Kafka's producer makes its caller wait while the
 * cluster is away, and no reader should wait for that. Holds a bounded number of records, and of
 * their bytes; what does not fit fails at once. Safe for use by several threads.
 */
public final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final int WAITING = 1000;

  /** Of all that wait; a larger one may wait alone. */
  static final long MOST_BYTES = Math.min(32L << 20, Runtime.getRuntime().maxMemory() / 8);

  private final Supplier<RecordSender> senders;
  private final ThreadPoolExecutor thread;
  private final Counter sent;
  private final Counter failed;
  private final AtomicLong bytesWaiting = new AtomicLong();
  private RecordSender sender;

  /**
   * Starts its thread.
   *
   * @param senders makes the sender on first use, which fails where Kafka's name is not known yet
   */
  public Outbox(Supplier<RecordSender> senders, MeterRegistry registry) {
    this.senders = senders;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
              Thread made = new Thread(task, "edge-outbox");
              made.setDaemon(true);
              return made;
            });
    sent = registry.counter("feedmesh.edge.sends", "result", "sent");
    failed = registry.counter("feedmesh.edge.sends", "result", "failed");
    Gauge.builder("feedmesh.edge.outbox", () -> thread.getQueue().size()).register(registry);
  }

  /** Whether it would take one more record now. */
  public boolean hasRoom() {
    return thread.getQueue().remainingCapacity() > 0;
  }

  /**
   * Sends, soon.
   *
   * @return completes normally when Kafka has it; with the error, which has been logged and
   *     counted, where it has not
   */
  public <V extends SpecificRecord> CompletableFuture<Void> send(
      Topic<V> topic, String key, V value) {
    return send(topic, key, value, 0);
  }

  /**
   * The same of a record that takes memory while it waits.
   *
   * @param bytes how many
   */
  public <V extends SpecificRecord> CompletableFuture<Void> send(
      Topic<V> topic, String key, V value, long bytes) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    long all = bytesWaiting.addAndGet(bytes);
    if (bytes > 0 && all > MOST_BYTES && all != bytes) {
      bytesWaiting.addAndGet(-bytes);
      done.completeExceptionally(
          new IllegalStateException(all - bytes + " bytes wait for Kafka already"));
    } else {
      queue(topic, key, value, bytes, done);
    }
    return done.whenComplete(
        (nothing, failure) -> {
          (failure == null ? sent : failed).increment();
          if (failure != null) {
            LOG.warn("not sent to {}: {}: {}", topic.name(), key, failure.toString());
          }
        });
  }

  private <V extends SpecificRecord> void queue(
      Topic<V> topic, String key, V value, long bytes, CompletableFuture<Void> done) {
    try {
      thread.execute(
          () -> {
            sendNow(topic, key, value, done);
            bytesWaiting.addAndGet(-bytes); // the producer's buffer has a bound of its own
          });
    } catch (RejectedExecutionException e) {
      bytesWaiting.addAndGet(-bytes);
      done.completeExceptionally(
          new IllegalStateException(WAITING + " records wait for Kafka already, or it is closed"));
    }
  }

  private <V extends SpecificRecord> void sendNow(
      Topic<V> topic, String key, V value, CompletableFuture<Void> done) {
    try {
      if (sender == null) {
        sender = senders.get();
      }
      var unused =
          sender
              .send(topic, key, value)
              .whenComplete(
                  (metadata, failure) -> {
                    if (failure == null) {
                      done.complete(null);
                    } else {
                      done.completeExceptionally(failure);
                    }
                  });
    } catch (RuntimeException e) {
      done.completeExceptionally(e); // no such host yet, or interrupted by close
    }
  }

  /** Gives what waits a moment to get out, then gives it up. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(500, TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
        if (!thread.awaitTermination(500, TimeUnit.MILLISECONDS)) {
          LOG.warn("the outbox did not end in time");
          return; // its thread is a daemon, and the sender is in use
        }
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
      return;
    }
    if (sender != null) {
      sender.close(java.time.Duration.ofSeconds(1));
    }
  }
}
