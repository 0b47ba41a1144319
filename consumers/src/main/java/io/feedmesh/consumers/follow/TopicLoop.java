package io.feedmesh.consumers.follow;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that reads a topic as long as the process lives. While Kafka is away, or a disk is full,
 * it tries again every second from where its follower says; only a bug ends it, which {@link
 * #problem} tells. Start and close from one thread.
 */
public final class TopicLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicLoop.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final long PAUSE_MILLIS = 1000;
  private static final Duration CLOSE = Duration.ofMillis(500);

  private final String name;
  private final Supplier<Consumer<String, byte[]>> consumers;
  private final Follower follower;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile Consumer<String, byte[]> current;
  private volatile boolean connected;
  private volatile boolean told;
  private volatile String trouble;

  /** What is done with a topic. Called on the loop's thread only. */
  public interface Follower {
    /** Assigns partitions and seeks. */
    void begin(Consumer<String, byte[]> consumer) throws IOException;

    /** Takes what a poll gave, which may be nothing. */
    void records(Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records)
        throws IOException;
  }

  /**
   * Reads nothing before {@link #start}.
   *
   * @param name for its thread and for messages
   * @param consumers makes a consumer for each try
   */
  public TopicLoop(String name, Supplier<Consumer<String, byte[]>> consumers, Follower follower) {
    this.name = name;
    this.consumers = consumers;
    this.follower = follower;
    this.thread = new Thread(this::run, name);
    this.thread.setDaemon(true);
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  /** Whether Kafka could be reached when it was last tried. */
  public boolean connected() {
    return connected;
  }

  /** What keeps it from its work that is not Kafka's absence, if anything does. */
  public Optional<String> problem() {
    return Optional.ofNullable(trouble);
  }

  private void run() {
    try {
      while (!closed(0)) {
        attempt();
        closed(PAUSE_MILLIS);
      }
    } catch (RuntimeException | Error e) {
      LOG.error("{} ended by a bug", name, e);
      trouble = "ended by a bug, restart the process: " + e;
    }
  }

  private void attempt() {
    Consumer<String, byte[]> consumer = null;
    try {
      consumer = consumers.get();
      current = consumer;
      follower.begin(consumer);
      connected = true;
      told = false;
      while (!closed(0)) {
        follower.records(consumer, consumer.poll(POLL));
        trouble = null;
      }
    } catch (WakeupException e) {
      LOG.debug("{} is to end", name);
    } catch (KafkaException e) {
      connected = false;
      if (!told) { // once for each absence
        LOG.warn("{} cannot read from Kafka, tries again every second: {}", name, e.toString());
        told = true;
      }
    } catch (IOException e) {
      LOG.warn("{} cannot write, tries again every second: {}", name, e.toString());
      trouble = "cannot write, tries again: " + e;
    } finally {
      current = null;
      if (consumer != null) {
        consumer.close(CloseOptions.timeout(CLOSE));
      }
    }
  }

  private boolean closed(long waitMillis) {
    try {
      return closing.await(waitMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Asks the thread to end, after the record that it is at. Does not wait. */
  public void stop() {
    closing.countDown();
    Consumer<String, byte[]> reading = current;
    if (reading != null) {
      reading.wakeup();
    }
  }

  /** Ends the thread, after the record that it is at. */
  @Override
  public void close() {
    stop();
    try {
      thread.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
