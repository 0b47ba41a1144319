package io.feedmesh.consumers.live;

import io.feedmesh.consumers.json.SampleEntries;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.RoleServer;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.EntryView;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Live changes of subscriber {@code edge} over real HTTP, with a hand on what arrives. */
final class LiveEdge implements AutoCloseable {
  final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  final Health health = new Health();
  final Set<FeedUrl> asked = ConcurrentHashMap.newKeySet();
  final HttpClient http = HttpClient.newHttpClient();
  final LiveChanges live;
  final ChangesHandler handler;
  private final KafkaSettings kafka;
  private final RecordSender sender;
  private final RoleServer server;

  LiveEdge(KafkaSettings kafka, LiveConfig config) {
    this.kafka = kafka;
    this.sender = kafka.sender("live-test");
    this.live = new LiveChanges(kafka, config, registry, health);
    this.handler = new ChangesHandler(live, registry, asked::add);
    this.server = new RoleServer("edge", 0, health, registry, List.of(handler));
  }

  static LiveConfig config(int capacity) {
    return new LiveConfig(
        "edge", capacity, capacity, 1_000, Duration.ofSeconds(15), Duration.ofSeconds(20));
  }

  LiveEdge start() {
    live.start();
    server.start();
    return this;
  }

  int port() {
    return server.port();
  }

  URI uri(String query) {
    return URI.create("http://127.0.0.1:" + server.port() + "/changes" + query);
  }

  SseEvents stream(String query) {
    return stream(query, null);
  }

  SseEvents stream(String query, String lastEventId) {
    return SseEvents.connect(http, uri(query), lastEventId);
  }

  double count(String counter) {
    return registry.get(counter).counter().count();
  }

  /** Sends an entry for the edge; returns when Kafka has it. */
  RecordMetadata publish(String feed, String title) {
    return join(publishing("edge", feed, title));
  }

  /** Sends an entry that the edge wants by another address of its feed. */
  RecordMetadata publishByAlias(String feed, String alias, String title) {
    var change = SampleEntries.change(feed, title, Instant.now());
    return join(
        sender.send(
            kafka.topics().entryViews, "edge", new EntryView("edge", List.of(alias), change)));
  }

  CompletableFuture<RecordMetadata> publishing(String subscriber, String feed, String title) {
    var change = SampleEntries.change(feed, title, Instant.now());
    return sender.send(
        kafka.topics().entryViews, subscriber, SampleEntries.view(subscriber, change));
  }

  void publishAll(String feed, List<String> titles) {
    List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>();
    titles.forEach(title -> sent.add(publishing("edge", feed, title)));
    sent.forEach(LiveEdge::join);
  }

  private static <T> T join(CompletableFuture<T> future) {
    return future.orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    handler.close();
    server.close();
    live.close();
    sender.close();
  }
}
