package io.feedmesh.docker.bench.politeness;

import io.feedmesh.docker.bench.politeness.script.Pace;
import io.feedmesh.docker.bench.politeness.script.Rebinding;
import io.feedmesh.docker.broker.EmbeddedBroker;
import io.feedmesh.docker.broker.EmbeddedBrokerConfig;
import io.feedmesh.producers.fetch.FetcherApp;
import io.feedmesh.producers.fetch.FetcherConfig;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.origin.AddressPolicy;
import io.feedmesh.schemas.origin.HostNames;
import io.feedmesh.schemas.origin.OriginConfig;
import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PingSource;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.topic.TopicAdmin;
import io.feedmesh.schemas.topic.TopicSettings;
import io.feedmesh.streams.app.AppName;
import io.feedmesh.streams.app.StreamsApp;
import io.feedmesh.streams.app.StreamsConfig;
import io.feedmesh.streams.schedule.ScheduleConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;

/**
 * Broker, schedule, dedupe and fetcher in this process, in a hurry, with a name service that leads
 * to the scripted origin and a policy that takes its trap for a private address.
 */
final class OwnPipeline implements AutoCloseable {
  /** Long enough for a rule to be seen, short enough for a minute. */
  static final Pace PACE =
      new Pace(
          Duration.ofSeconds(12),
          Duration.ofSeconds(10),
          Duration.ofMillis(500),
          Duration.ofSeconds(8),
          Duration.ofSeconds(10));

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final ScheduleConfig SCHEDULE =
      new ScheduleConfig(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(70), // more than the shortest ttl
          PACE.gap(),
          2,
          Duration.ofSeconds(10),
          PACE.believe(),
          Duration.ofSeconds(3),
          List.of());

  private final List<AutoCloseable> parts = new ArrayList<>();
  private final KafkaSettings kafka;

  OwnPipeline(Path folder) {
    EmbeddedBroker broker =
        new EmbeddedBroker(EmbeddedBrokerConfig.local(folder.resolve("broker"), 0));
    parts.add(broker);
    try {
      broker.start();
      kafka =
          new KafkaSettings(
              broker.bootstrapServers(), TopicSettings.DEFAULT.withPartitions(1), Map.of());
      try (Admin admin = kafka.admin()) {
        new TopicAdmin(admin, PATIENCE).create(kafka.topics(), Optional.empty());
      }
      start(folder);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void start(Path folder) {
    PrometheusMeterRegistry registry = Metrics.registry();
    Health health = new Health();
    StreamsConfig defaults = StreamsConfig.defaults(folder.resolve("streams"));
    StreamsConfig streams =
        new StreamsConfig(
            defaults.stateDirectory(),
            defaults.threads(),
            defaults.standbys(),
            defaults.commitInterval(),
            SCHEDULE,
            defaults.dedupe(),
            defaults.views(),
            defaults.readership());
    FetcherConfig fetching =
        new FetcherConfig(
            "politeness",
            200,
            TIMEOUT,
            FetcherConfig.defaults().maxDocumentBytes(),
            10,
            true,
            FetcherConfig.defaults().contact());
    FetcherApp fetcher = new FetcherApp(kafka, fetching, asking(), registry, health);
    parts.add(fetcher);
    fetcher.start();
    for (AppName name : List.of(AppName.DEDUPE, AppName.SCHEDULE)) {
      StreamsApp app = new StreamsApp(kafka, streams, name, registry, health);
      parts.add(app);
      app.start();
    }
  }

  /** All names lead to the origin, but the trap's own, and one that turns to it. */
  private static OriginConfig asking() {
    AtomicInteger rebinding = new AtomicInteger();
    InetAddress[] origin = ScriptedOrigin.address("127.0.0.1");
    InetAddress[] trap = ScriptedOrigin.address(ScriptedOrigin.TRAP_ADDRESS);
    HostNames names =
        host ->
            switch (Place.script(host)) {
              case "trap" -> trap;
              case Rebinding.NAME -> rebinding.getAndIncrement() == 0 ? origin : trap;
              default -> origin;
            };
    AddressPolicy policy = address -> address.equals(trap[0]);
    return OriginConfig.of("politeness", true).withAddresses(names, policy);
  }

  void subscribe(List<String> feeds) {
    Instant now = Instant.now();
    try (RecordSender sender = kafka.sender("politeness-bench")) {
      List<CompletableFuture<?>> sent = new ArrayList<>();
      for (String feed : feeds) {
        Subscription subscription =
            Subscription.newBuilder()
                .setFeedUrl(feed)
                .setSubscriber("bench")
                .setWants(List.of(Wanted.DOCUMENTS))
                .setLeaseUntil(now.plus(Duration.ofDays(1)))
                .setCreatedAt(now)
                .build();
        sent.add(sender.send(kafka.topics().subscriptions, feed + " bench", subscription));
      }
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    }
  }

  /** So many pings for these feeds in turn, as fast as the broker takes them. */
  void ping(List<String> feeds, int count) {
    Instant now = Instant.now();
    try (RecordSender sender = kafka.sender("politeness-bench")) {
      List<CompletableFuture<?>> sent = new ArrayList<>();
      Topic<Ping> topic = kafka.topics().pings;
      for (int i = 0; i < count; i++) {
        String feed = feeds.get(i % feeds.size());
        Ping ping =
            Ping.newBuilder()
                .setFeedUrl(feed)
                .setSource(PingSource.REST)
                .setReceivedAt(now)
                .build();
        sent.add(sender.send(topic, feed, ping));
      }
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    }
  }

  @Override
  public void close() {
    for (int i = parts.size() - 1; i >= 0; i--) {
      try {
        parts.get(i).close();
      } catch (Exception e) {
        throw new IllegalStateException("the pipeline did not stop: " + e.getMessage(), e);
      }
    }
  }
}
