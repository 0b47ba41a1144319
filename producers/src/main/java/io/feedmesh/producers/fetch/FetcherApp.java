package io.feedmesh.producers.fetch;

import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordReader;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.origin.OriginClient;
import io.feedmesh.schemas.origin.OriginConfig;
import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fetcher: takes fetch requests as a member of one consumer group, asks origins, and writes
 * changes and results. It holds no state: a request that is lost with it is issued again after its
 * deadline, so offsets are committed as requests are read.
 *
 * <p>Start and close may come from different threads.
 */
public final class FetcherApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FetcherApp.class);
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final Duration STUCK = Duration.ofSeconds(60);
  private static final int MAX_POLL = 500;

  private final Topics topics;
  private final Consumer<String, byte[]> consumer;
  private final RecordSender sender;
  private final OriginClient origins;
  private final ExecutorService sending;
  private final FetchMeters meters;
  private final RecordReader reader;
  private final Fetcher fetcher;
  private final FetchQueue queue;
  private final Thread loop;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile long lastPollNanos = System.nanoTime();
  private volatile Throwable bug;

  /** Connects to nothing before {@link #start}, but has its threads ready. */
  public FetcherApp(
      KafkaSettings kafka, FetcherConfig config, PrometheusMeterRegistry registry, Health health) {
    topics = kafka.topics();
    sender = kafka.sender(kafka.id(config.name()));
    origins =
        new OriginClient(
            OriginConfig.of(config.name(), config.allowPrivateOrigins())
                .withMaxRedirects(config.maxRedirects())
                .withMaxConnectionsPerHost(config.inFlight()));
    sending =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, config.name() + "-results");
              thread.setDaemon(true);
              return thread;
            });
    meters = new FetchMeters(registry, this::inFlight);
    fetcher = new Fetcher(config, topics, origins, sender, meters, InstantSource.system(), sending);
    queue = new FetchQueue(fetcher, config.inFlight());
    reader = new RecordReader(() -> meters.skipped("unreadable"));
    consumer =
        kafka.consumer(
            kafka.id(config.name()),
            kafka.id("fetcher"),
            Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                true,
                ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG,
                1000,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                MAX_POLL));
    loop = new Thread(this::run, config.name());
    health.check("fetcher", this::problem);
  }

  /** Begins to take requests. */
  public void start() {
    lastPollNanos = System.nanoTime();
    loop.start();
  }

  private int inFlight() {
    return queue == null ? 0 : queue.inFlight();
  }

  private Optional<String> problem() {
    if (bug != null) {
      return Optional.of("stopped by a bug: " + bug);
    }
    long idle = System.nanoTime() - lastPollNanos;
    return loop.isAlive() && idle > STUCK.toNanos()
        ? Optional.of("has not asked Kafka for " + TimeUnit.NANOSECONDS.toSeconds(idle) + " s")
        : Optional.empty();
  }

  private void run() {
    try {
      consumer.subscribe(List.of(topics.fetchRequests.name()));
      while (!closed.get()) {
        lastPollNanos = System.nanoTime();
        poll();
      }
    } catch (WakeupException e) {
      LOG.debug("woken to stop");
    } catch (RuntimeException e) {
      bug = e;
      LOG.error("the fetcher stops taking requests", e);
    } finally {
      consumer.close(CloseOptions.timeout(GRACE));
    }
  }

  /** Reads on while places are free; else only keeps the membership in the group alive. */
  private void poll() {
    if (queue.full()) {
      consumer.pause(consumer.assignment());
    } else {
      consumer.resume(consumer.paused());
    }
    Duration patience = Duration.ofMillis(consumer.paused().isEmpty() ? 500 : 10);
    for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
      reader
          .read(topics.fetchRequests, record)
          .ifPresent(
              request -> {
                try {
                  String address = request.getAddress();
                  queue.add(
                      request, FeedUrl.parse(address == null ? request.getFeedUrl() : address));
                } catch (BadFeedUrlException e) {
                  meters.skipped("bad_url");
                  LOG.warn(
                      "passed over {}-{} offset {}: {}",
                      record.topic(),
                      record.partition(),
                      record.offset(),
                      e.getMessage());
                }
              });
    }
  }

  /** Takes no more requests, gives those under way a second, and cuts off the rest. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    queue.clear();
    try {
      if (loop.getState() == Thread.State.NEW) {
        consumer.close();
      } else {
        consumer.wakeup();
        loop.join(GRACE.toMillis());
      }
      queue.awaitIdle(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    fetcher.closing();
    origins.close();
    sending.shutdown();
    sender.close();
  }
}
