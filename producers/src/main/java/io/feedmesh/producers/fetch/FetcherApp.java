package io.feedmesh.producers.fetch;

import io.feedmesh.producers.request.RequestLoop;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.origin.OriginClient;
import io.feedmesh.schemas.origin.OriginConfig;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The fetcher: takes fetch requests as a member of one consumer group, asks origins, and writes
 * changes and results. It holds no state: a request that is lost with it is issued again after its
 * deadline, so offsets are committed as requests are read.
 *
 * <p>Start and close may come from different threads.
 */
public final class FetcherApp implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Topics topics;
  private final RecordSender sender;
  private final OriginClient origins;
  private final ExecutorService sending;
  private final FetchMeters meters;
  private final Fetcher fetcher;
  private final FetchQueue queue;
  private final RequestLoop<FetchRequest> loop;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Connects to nothing before {@link #start}, but has its threads ready. */
  public FetcherApp(
      KafkaSettings kafka, FetcherConfig config, PrometheusMeterRegistry registry, Health health) {
    this(
        kafka,
        config,
        OriginConfig.of(config.name(), config.allowPrivateOrigins()),
        registry,
        health);
  }

  /** The same with another name service, or another policy of addresses. */
  public FetcherApp(
      KafkaSettings kafka,
      FetcherConfig config,
      OriginConfig asking,
      PrometheusMeterRegistry registry,
      Health health) {
    topics = kafka.topics();
    sender = kafka.sender(kafka.id(config.name()));
    origins =
        new OriginClient(
            asking
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
    loop =
        new RequestLoop<>(
            config.name(),
            topics.fetchRequests,
            RequestLoop.member(kafka, config.name(), "fetcher"),
            meters::skipped,
            queue::full,
            this::take);
    health.check("fetcher", loop::problem);
  }

  /** Begins to take requests. */
  public void start() {
    loop.start();
  }

  private int inFlight() {
    return queue == null ? 0 : queue.inFlight() + fetcher.unacknowledged();
  }

  private void take(FetchRequest request) {
    String address = request.getAddress();
    queue.add(request, FeedUrl.parse(address == null ? request.getFeedUrl() : address));
  }

  /** Takes no more requests, gives those under way a second, and cuts off the rest. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    queue.clear();
    loop.close();
    try {
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
