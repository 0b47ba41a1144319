package io.feedmesh.producers.request;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordReader;
import io.feedmesh.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the requests of a topic on a thread of its own, as a member of a consumer group, while
 * there is room for more. Requests that are lost are issued again by who made them, so offsets are
 * committed as requests are read.
 *
 * <p>Start and close may come from different threads.
 *
 * @param <V> what the topic holds
 */
public final class RequestLoop<V extends SpecificRecord> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RequestLoop.class);
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final Duration STUCK = Duration.ofSeconds(60);
  private static final int MAX_POLL = 500;

  private final String name;
  private final Topic<V> topic;
  private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
  private final RecordReader reader;
  private final Consumer<String> skipped;
  private final BooleanSupplier full;
  private final Taker<V> taker;
  private final Thread thread;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile long lastPollNanos = System.nanoTime();
  private volatile Throwable bug;

  /**
   * Takes a request; called on one thread, which then asks Kafka for more: it may wait for seconds,
   * not for minutes.
   *
   * @param <V> what the topic holds
   */
  @FunctionalInterface
  public interface Taker<V> {
    /**
     * Takes one.
     *
     * @throws IllegalArgumentException if it makes no sense; it is passed over
     */
    void take(V request);
  }

  /**
   * A loop that is not started yet.
   *
   * @param name of its thread
   * @param consumer a member of the group, which commits by itself; closed with the loop
   * @param skipped is told why a request was passed over: {@code unreadable}, {@code bad_request}
   * @param full whether no more should be read for now
   */
  public RequestLoop(
      String name,
      Topic<V> topic,
      org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer,
      Consumer<String> skipped,
      BooleanSupplier full,
      Taker<V> taker) {
    this.name = name;
    this.topic = topic;
    this.consumer = consumer;
    this.reader = new RecordReader(() -> skipped.accept("unreadable"));
    this.skipped = skipped;
    this.full = full;
    this.taker = taker;
    thread = new Thread(this::run, name);
  }

  /** A member of a group of that installation, which commits each second by itself. */
  public static org.apache.kafka.clients.consumer.Consumer<String, byte[]> member(
      KafkaSettings kafka, String name, String group) {
    return kafka.consumer(
        kafka.id(name),
        kafka.id(group),
        Map.of(
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            true,
            ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG,
            1000,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            MAX_POLL));
  }

  /** Begins to take requests. */
  public void start() {
    lastPollNanos = System.nanoTime();
    thread.start();
  }

  /** What is wrong with it, for the process's health. */
  public Optional<String> problem() {
    if (bug != null) {
      return Optional.of("stopped by a bug: " + bug);
    }
    long idle = System.nanoTime() - lastPollNanos;
    return thread.isAlive() && idle > STUCK.toNanos()
        ? Optional.of("has not asked Kafka for " + TimeUnit.NANOSECONDS.toSeconds(idle) + " s")
        : Optional.empty();
  }

  private void run() {
    try {
      consumer.subscribe(List.of(topic.name()));
      while (!closed.get()) {
        lastPollNanos = System.nanoTime();
        poll();
      }
    } catch (WakeupException e) {
      LOG.debug("woken to stop");
    } catch (RuntimeException e) {
      bug = e;
      LOG.error("{} stops taking requests", name, e);
    } finally {
      consumer.close(CloseOptions.timeout(GRACE));
    }
  }

  /** Reads on while there is room; else only keeps the membership in the group alive. */
  private void poll() {
    if (full.getAsBoolean()) {
      consumer.pause(consumer.assignment());
    } else {
      consumer.resume(consumer.paused());
    }
    Duration patience = Duration.ofMillis(consumer.paused().isEmpty() ? 500 : 10);
    for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
      reader.read(topic, record).ifPresent(request -> take(request, record));
    }
  }

  private void take(V request, ConsumerRecord<String, byte[]> record) {
    try {
      taker.take(request);
    } catch (IllegalArgumentException e) {
      RecordReader.passOver(record, e.getMessage());
      skipped.accept("bad_request");
    }
  }

  /** Takes no more requests; waits a second for the one it takes. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    if (thread.getState() == Thread.State.NEW) {
      consumer.close();
      return;
    }
    consumer.wakeup();
    try {
      thread.join(GRACE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
