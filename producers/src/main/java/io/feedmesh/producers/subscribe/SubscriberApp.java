package io.feedmesh.producers.subscribe;

import io.feedmesh.producers.fetch.UserAgent;
import io.feedmesh.producers.request.RequestLoop;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.origin.OriginAnswer;
import io.feedmesh.schemas.origin.OriginClient;
import io.feedmesh.schemas.origin.OriginConfig;
import io.feedmesh.schemas.origin.OriginRequest;
import io.feedmesh.schemas.record.PushRequest;
import io.feedmesh.schemas.record.PushResult;
import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks hubs and clouds to tell of changes (W3C WebSub, section 5; rssCloud), as the schedule app
 * requests it, and writes what they answered. All requests to one hub come to one member of the
 * group, which has few connections to it. Holds no state: what is lost is requested again.
 *
 * <p>Start and close may come from different threads.
 */
public final class SubscriberApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SubscriberApp.class);
  private static final int PLACES = 100;
  private static final int CONNECTIONS_PER_HUB = 2;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final long MAX_ANSWER = 64 * 1024;

  private final SubscriberConfig config;
  private final Topics topics;
  private final RecordSender sender;
  private final OriginClient hubs;
  private final MeterRegistry registry;
  private final InstantSource clock = InstantSource.system();
  private final Semaphore free = new Semaphore(PLACES);
  private final RequestLoop<PushRequest> loop;
  private final Map<String, String> headers;

  /** Connects to nothing before {@link #start}, but has its threads ready. */
  public SubscriberApp(
      KafkaSettings kafka, SubscriberConfig config, MeterRegistry registry, Health health) {
    this.config = config;
    this.registry = registry;
    topics = kafka.topics();
    headers = Map.of("User-Agent", new UserAgent(config.contact()).plain());
    sender = kafka.sender(kafka.id(config.name()));
    hubs =
        new OriginClient(
            OriginConfig.of(config.name(), config.allowPrivateOrigins())
                .withMaxConnectionsPerHost(CONNECTIONS_PER_HUB));
    loop =
        new RequestLoop<>(
            config.name(),
            topics.pushRequests,
            RequestLoop.member(kafka, config.name(), "subscriber"),
            this::count,
            () -> free.availablePermits() == 0,
            this::take);
    health.check("subscriber", loop::problem);
  }

  /** Begins to ask. */
  public void start() {
    loop.start();
  }

  private void take(PushRequest request) {
    OriginRequest post =
        new OriginRequest(
            FeedUrl.parse(request.getEndpoint()),
            headers,
            TIMEOUT,
            MAX_ANSWER,
            PushForm.of(request, config));
    free.acquireUninterruptibly(); // a batch may be larger than what is free
    var unused =
        hubs.get(post)
            .thenAccept(answer -> answered(request, answer))
            .whenComplete((done, failure) -> free.release());
  }

  private void answered(PushRequest request, OriginAnswer answer) {
    PushResult result = PushAnswerRule.of(request, answer, clock.instant());
    count(result.getKind().name().toLowerCase(Locale.ROOT));
    if (result.getReason() != null) {
      LOG.info(
          "{} asked about {}: {} ({})",
          request.getEndpoint(),
          request.getTopic(),
          result.getKind(),
          result.getReason());
    }
    var unused =
        sender
            .send(topics.pushResults, request.getFeedUrl(), result)
            .whenComplete(
                (sent, failure) -> {
                  if (failure != null) {
                    count("unsent");
                  }
                });
  }

  private void count(String outcome) {
    registry.counter("feedmesh.subscriber.requests", "outcome", outcome).increment();
  }

  /** Takes no more requests and cuts off those under way. */
  @Override
  public void close() {
    loop.close();
    hubs.close();
    sender.close();
  }
}
