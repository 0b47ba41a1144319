package io.feedmesh.producers.intake;

import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.topic.Topic;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands records to Kafka from a thread of its own: a send may wait for a cluster that is away,
 * which no thread of the server may do. Whoever waits for one is told in time. Safe for use by
 * several threads.
 */
public final class Outbound implements AutoCloseable {
  /** Longer than this nobody is kept waiting; what arrives yet does no harm. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Outbound.class);
  private static final int MAX_WAITING = 10_000;

  private final RecordSender sender;
  private final Duration patience;
  private final AtomicInteger waiting = new AtomicInteger();
  private final ScheduledThreadPoolExecutor sending;

  /** Sends by this sender, which stays the caller's to close. */
  public Outbound(RecordSender sender, Duration patience) {
    this.sender = sender;
    this.patience = patience;
    sending =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "receiver-send");
              thread.setDaemon(true);
              return thread;
            });
    sending.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Sends one record.
   *
   * @return completes, never exceptionally, with whether Kafka has it; with false where it has not
   *     in time, or where too many wait already
   */
  public <V extends SpecificRecord> CompletableFuture<Boolean> send(
      Topic<V> topic, String key, V value) {
    CompletableFuture<Boolean> sent = new CompletableFuture<>();
    if (!later(0, () -> sendNow(topic, key, value, sent))) {
      sent.complete(false);
    }
    return limited(sent, 0);
  }

  /** Runs it on the sending thread after so many nanoseconds; false where too much waits. */
  boolean later(long delayNanos, Runnable task) {
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      return false;
    }
    try {
      var unused =
          sending.schedule(
              () -> {
                waiting.decrementAndGet();
                task.run();
              },
              delayNanos,
              TimeUnit.NANOSECONDS);
      return true;
    } catch (RejectedExecutionException e) { // closed
      waiting.decrementAndGet();
      return false;
    }
  }

  /** Runs it on the sending thread each time after so many nanoseconds. */
  void each(long nanos, Runnable task) {
    var unused = sending.scheduleWithFixedDelay(task, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** The same, but false when time is up. */
  CompletableFuture<Boolean> limited(CompletableFuture<Boolean> sent, long moreNanos) {
    return sent.completeOnTimeout(false, patience.toNanos() + moreNanos, TimeUnit.NANOSECONDS);
  }

  /** To be called on the sending thread only. */
  <V extends SpecificRecord> void sendNow(
      Topic<V> topic, String key, V value, CompletableFuture<Boolean> sent) {
    if (sent.isDone()) {
      return; // too late: whoever waited was told to come back
    }
    var unused =
        sender
            .send(topic, key, value)
            .whenComplete(
                (metadata, failure) -> {
                  if (failure != null) {
                    LOG.warn("{} of {} was not sent: {}", topic.name(), key, failure.toString());
                  }
                  sent.complete(failure == null);
                });
  }

  /** Sends nothing more; what Kafka is about to acknowledge gets that far. */
  @Override
  public void close() {
    sending.shutdownNow();
  }
}
