package io.feedmesh.consumers.live;

import io.feedmesh.consumers.live.ViewDecoder.Decoded;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.record.EntryView;
import io.feedmesh.schemas.topic.Topic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscriber's view as it happens: reads its partition of {@code entry-views} (committed
 * records only), encodes each event once, and keeps the latest in memory for any number of clients.
 * One thread, whatever the number of clients. Start and close once; safe for use by several threads
 * between.
 */
public final class LiveChanges implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveChanges.class);
  private static final Duration READY_WITHIN = Duration.ofSeconds(5);

  /**
   * Offsets looked back at start for each event wanted: markers and others' records lie between.
   */
  private static final int OFFSETS_PER_EVENT = 4;

  private final KafkaSettings kafka;
  private final LiveConfig config;
  private final LiveMeters meters;
  private final EventRing ring;
  private final ViewDecoder decoder;
  private final History history;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch ready = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "live-changes");
  private volatile Consumer<String, byte[]> running;
  private volatile ViewLog log;
  private volatile boolean connected;
  private volatile String failure;
  private long liveFrom;

  /**
   * Connects to nothing before {@link #start}. Kafka's absence is no illness: the health check
   * {@code live} tells of bugs, the meter {@code feedmesh.live.connected} of Kafka.
   */
  public LiveChanges(
      KafkaSettings kafka, LiveConfig config, MeterRegistry registry, Health health) {
    this.kafka = kafka;
    this.config = config;
    this.meters = LiveMeters.in(registry);
    this.ring = new EventRing(config.capacity());
    Topic<EntryView> topic = kafka.topics().entryViews;
    this.decoder = new ViewDecoder(topic, config.subscriber(), meters.unreadable()::increment);
    this.history = new History(kafka, decoder);
    thread.setDaemon(true);
    health.check("live", () -> Optional.ofNullable(failure));
    Gauge.builder("feedmesh.live.connected", () -> connected ? 1 : 0)
        .description("1 while the view is being read from Kafka")
        .register(registry);
  }

  /**
   * Returns when history has been read, or after 5 s where Kafka does not answer: then streams are
   * refused with 503 until it does.
   */
  public void start() {
    thread.start();
    try {
      if (!ready.await(READY_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("live changes: not connected to Kafka within {}; trying on", READY_WITHIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Entries that arrived since the start. */
  public long entries() {
    return (long) meters.events().count();
  }

  @Override
  public void close() {
    closed.countDown();
    Consumer<String, byte[]> consumer = running;
    if (consumer != null) {
      consumer.wakeup();
    }
    history.close();
    try {
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs the task, quick and never blocking, whenever something has been added. */
  void onNews(Runnable task) {
    listeners.add(task);
  }

  LiveConfig config() {
    return config;
  }

  EventRing ring() {
    return ring;
  }

  History history() {
    return history;
  }

  LiveMeters meters() {
    return meters;
  }

  /** What is being read; empty until history has been read. */
  Optional<ViewLog> log() {
    return connected ? Optional.ofNullable(log) : Optional.empty();
  }

  private void run() {
    while (closed.getCount() > 0) {
      try {
        follow();
      } catch (WakeupException e) {
        LOG.debug("live changes: woken");
      } catch (RetriableException | OffsetOutOfRangeException e) {
        connected = false;
        LOG.warn("live changes: {}; trying again", e.getMessage());
        pause();
      } catch (RuntimeException e) {
        connected = false;
        failure = "live changes ended: " + e + "; restart the edge";
        LOG.error("live changes ended", e);
        return;
      }
    }
  }

  private void follow() {
    ViewLog found = ViewLog.find(kafka, kafka.topics().entryViews, config.subscriber());
    try (Consumer<String, byte[]> consumer = found.consumer(kafka, "live")) {
      running = consumer;
      startAt(found, consumer);
      while (closed.getCount() > 0) {
        var records = consumer.poll(Duration.ofMillis(500));
        records.forEach(this::take);
        ring.readUpTo(consumer.position(found.partition()));
        if (!connected && ring.end() >= liveFrom) {
          connected = true;
          ready.countDown();
        }
        if (!records.isEmpty()) {
          listeners.forEach(Runnable::run);
        }
      }
    } finally {
      running = null;
    }
  }

  /** Goes on where memory ends, if that is still there, else some way before the end. */
  private void startAt(ViewLog found, Consumer<String, byte[]> consumer) {
    long first = found.first(consumer);
    long end = found.end(consumer);
    boolean goesOn = found.equals(log) && ring.end() >= first && ring.end() <= end;
    if (!goesOn) {
      ring.startAt(Math.max(first, end - (long) OFFSETS_PER_EVENT * config.atStart()));
      liveFrom = end;
    }
    log = found;
    consumer.seek(found.partition(), ring.end());
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    Optional<Decoded> decoded = decoder.decode(log.name(), record);
    if (decoded.isEmpty()) {
      return;
    }
    ring.add(decoded.get().event());
    if (record.offset() >= liveFrom) {
      meters.events().increment();
      Duration delay = Duration.between(decoded.get().change().getAcceptedAt(), Instant.now());
      meters.delay().record(delay.isNegative() ? Duration.ZERO : delay);
    }
  }

  private void pause() {
    try {
      var unused = closed.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
