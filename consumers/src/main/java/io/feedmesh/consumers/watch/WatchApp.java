package io.feedmesh.consumers.watch;

import io.feedmesh.consumers.accesslog.AccessLine;
import io.feedmesh.consumers.accesslog.LogTail;
import io.feedmesh.consumers.accesslog.LogTail.Place;
import io.feedmesh.consumers.edge.EdgeSubscriber;
import io.feedmesh.consumers.readership.Reader;
import io.feedmesh.consumers.watch.LogDemand.Demand;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does for a static server what an edge does by itself: whom the server could not serve makes a
 * subscription, whom it serves renews it and is counted as a reader, and the spool that it serves
 * is kept fresh. Start and close from one thread.
 */
public final class WatchApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WatchApp.class);
  private static final long PAUSE_MILLIS = 250;

  private final WatchConfig config;
  private final InstantSource clock = InstantSource.system();
  private final EdgeSubscriber subscriber;
  private final LogPosition position;
  private final Counter lines;
  private final Counter bad;
  private final Counter answered;
  private final Counter missed;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "watch-log");
  private volatile String trouble;

  /**
   * Opens the spool; nothing reads before {@link #start}.
   *
   * @throws io.feedmesh.consumers.spool.SpoolInUseException if an edge has the spool
   * @throws UncheckedIOException if the spool's folder cannot be used
   */
  public WatchApp(KafkaSettings kafka, WatchConfig config, MeterRegistry registry, Health health) {
    this.config = config;
    this.subscriber = new EdgeSubscriber(kafka, config.subscriber(), clock, registry, health);
    this.position = new LogPosition(config.position());
    lines = registry.counter("feedmesh.watch.lines");
    bad = registry.counter("feedmesh.watch.bad");
    answered = registry.counter("feedmesh.watch.requests", "result", "answered");
    missed = registry.counter("feedmesh.watch.requests", "result", "missed");
    health.check("access log", () -> Optional.ofNullable(trouble));
    thread.setDaemon(true);
  }

  /** Begins to follow. */
  public void start() {
    subscriber.start();
    thread.start();
  }

  private void run() {
    boolean open = true;
    while (open) {
      try {
        follow();
        open = false;
      } catch (IOException e) {
        String now = config.log() + " cannot be followed: " + e;
        if (!now.equals(trouble)) { // once for each trouble
          LOG.warn("{}; tries again every second", now);
        }
        trouble = now;
        open = !closed(4 * PAUSE_MILLIS);
      }
    }
  }

  private void follow() throws IOException {
    Place kept = position.read();
    if (!Files.exists(config.log())) {
      LOG.warn("there is no {} yet: waiting for it", config.log());
    }
    try (LogTail tail = new LogTail(config.log(), kept)) {
      boolean open = true;
      Place written = kept;
      while (open) {
        var unused = tail.poll(this::line);
        trouble = null;
        if (!written.equals(tail.place()) && subscriber.leases().settled()) {
          written = tail.place(); // a later process need not read again what Kafka has
          position.write(written);
        }
        open = !closed(PAUSE_MILLIS);
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

  private void line(String text) {
    lines.increment();
    Optional<AccessLine> line = config.format().read(text);
    if (line.isEmpty()) {
      bad.increment();
      return;
    }
    long since = clock.millis() - config.subscriber().lease().toMillis();
    Demand demand = LogDemand.of(line.get(), since);
    if (demand instanceof Demand.Answered feed) {
      answered.increment();
      subscriber.leases().asked(feed.url());
      count(feed.url(), line.get());
    } else if (demand instanceof Demand.Missed feed) {
      missed.increment();
      subscriber.leases().wanted(feed.url());
    }
  }

  /** Yesterday's requests are no readers of today. */
  private void count(FeedUrl url, AccessLine line) {
    if (!day(line.time()).equals(day(clock.millis())) || !line.client().matches("[0-9a-fA-F.:]+")) {
      return; // logs may have names in place of addresses
    }
    try {
      subscriber
          .readers()
          .answered(url, new Reader(InetAddress.getByName(line.client()), line.userAgent()));
    } catch (UnknownHostException e) {
      bad.increment();
    }
  }

  private static LocalDate day(long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    subscriber.close();
  }
}
