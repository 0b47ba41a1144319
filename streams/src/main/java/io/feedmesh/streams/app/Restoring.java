package io.feedmesh.streams.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the restoring of an app's stores is, and that it goes on. Safe for several threads. */
final class Restoring implements StateRestoreListener {
  private static final Logger LOG = LoggerFactory.getLogger(Restoring.class);
  private static final Duration SAID_EVERY = Duration.ofSeconds(10);

  private final AppName app;
  private final InstantSource clock;
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong progressAt = new AtomicLong(Long.MIN_VALUE / 2);
  private final AtomicLong saidAt;

  Restoring(AppName app, InstantSource clock) {
    this.app = app;
    this.clock = clock;
    this.saidAt = new AtomicLong(clock.millis());
  }

  /** Whether something was restored within that time. */
  boolean progressedWithin(Duration time) {
    return clock.millis() - progressAt.get() <= time.toMillis();
  }

  @Override
  public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
    progressAt.set(clock.millis());
  }

  @Override
  public void onBatchRestored(TopicPartition partition, String store, long to, long restored) {
    long now = clock.millis();
    progressAt.set(now);
    long all = records.addAndGet(restored);
    long said = saidAt.get();
    if (now - said >= SAID_EVERY.toMillis() && saidAt.compareAndSet(said, now)) {
      LOG.info("{} restores its stores: {} records so far", app.label(), all);
    }
  }

  @Override
  public void onRestoreEnd(TopicPartition partition, String store, long restored) {
    progressAt.set(clock.millis());
  }
}
