package io.feedmesh.consumers.edge;

import io.feedmesh.consumers.accesslog.AccessLogConfig;
import io.feedmesh.consumers.expire.ExpireRules;
import io.feedmesh.consumers.readership.ReaderKeys;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.http.AllowedClients;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.FeedCondition;
import io.feedmesh.schemas.record.FeedFormat;
import io.feedmesh.schemas.record.FeedMetadata;
import io.feedmesh.schemas.record.FeedStatus;
import io.feedmesh.schemas.record.OriginResponse;
import io.feedmesh.schemas.record.ParseStage;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** An edge on a real broker, with what a test needs around it. */
final class EdgeRig implements AutoCloseable {
  static final String NAME = "edge-1";

  final KafkaSettings kafka;
  final PrometheusMeterRegistry registry = Metrics.registry();
  final Health health = new Health();
  final EdgeApp app;
  private final HttpClient http = HttpClient.newHttpClient();

  EdgeRig(KafkaSettings kafka, EdgeConfig config) {
    this.kafka = kafka;
    this.app = new EdgeApp(kafka, config, registry, health);
    app.start();
  }

  static EdgeConfig config(Path spool) {
    return config(spool, Duration.ofDays(7), Duration.ofSeconds(60));
  }

  static EdgeConfig config(Path spool, Duration lease, Duration readership) {
    return config(spool, lease, readership, Optional.empty());
  }

  static EdgeConfig config(
      Path spool, Duration lease, Duration readership, Optional<AccessLogConfig> accessLog) {
    return config(spool, lease, readership, accessLog, ExpireRules.DEFAULT);
  }

  static EdgeConfig config(
      Path spool,
      Duration lease,
      Duration readership,
      Optional<AccessLogConfig> accessLog,
      ExpireRules expire) {
    SpoolConfig roomy = new SpoolConfig(spool, 1 << 20, false, 0, Long.MAX_VALUE);
    return config(roomy, lease, readership, accessLog, expire);
  }

  static EdgeConfig config(SpoolConfig spool, Duration lease, ExpireRules expire) {
    return config(spool, lease, Duration.ofSeconds(60), Optional.empty(), expire);
  }

  private static EdgeConfig config(
      SpoolConfig spool,
      Duration lease,
      Duration readership,
      Optional<AccessLogConfig> accessLog,
      ExpireRules expire) {
    return new EdgeConfig(
        new SubscriberConfig(
            NAME,
            Optional.of(spool),
            lease,
            expire,
            readership,
            ReaderKeys.of("a secret of all edges")),
        0,
        true,
        AllowedClients.LOCAL,
        Duration.ofSeconds(5),
        1 << 20,
        EdgeLimits.DEFAULT,
        "mailto:operator@example.org",
        Optional.empty(),
        accessLog);
  }

  /** What the schedule app says of a feed; null for nothing remarkable. */
  static void state(KafkaSettings kafka, FeedUrl url, FeedCondition condition) {
    state(kafka, url, condition, null);
  }

  static void state(KafkaSettings kafka, FeedUrl url, FeedCondition condition, String movedTo) {
    FeedStatus status =
        condition == null
            ? null
            : FeedStatus.newBuilder()
                .setFeedUrl(url.toString())
                .setCondition(condition)
                .setMovedTo(movedTo)
                .setSince(Instant.EPOCH)
                .build();
    try (RecordSender sender = kafka.sender("test-states")) {
      sender.send(kafka.topics().feedStates, url.toString(), status).join();
    }
  }

  /** A document as the views app sends it. */
  static Document document(FeedUrl url, long version, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return Document.newBuilder()
        .setFeedUrl(url.toString())
        .setVersion(version)
        .setBody(Bodies.gzip(body))
        .setSize(body.length)
        .setContentHash(Bodies.hash(body))
        .setOrigin(
            OriginResponse.newBuilder()
                .setUrl(url.toString())
                .setContentType("application/rss+xml")
                .setEtag("\"origin-" + version + "\"")
                .setLastModified("Sun, 01 Nov 2026 10:00:0" + version % 10 + " GMT")
                .build())
        .setFeed(FeedMetadata.newBuilder().setFormat(FeedFormat.RSS_20).build())
        .setEntries(1)
        .setStage(ParseStage.STRICT)
        .setFetchedAt(Instant.parse("2026-11-02T10:00:00Z"))
        .setAcceptedAt(Instant.parse("2026-11-02T10:00:01Z"))
        .build();
  }

  static String rss(String title) {
    return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>"
        + title
        + "</title></channel></rss>";
  }

  /** Puts a document, or a tombstone for null, on document-views. */
  static void view(KafkaSettings kafka, FeedUrl url, Document document) {
    view(kafka, NAME, url, document);
  }

  static void view(KafkaSettings kafka, String subscriber, FeedUrl url, Document document) {
    try (RecordSender sender = kafka.sender("test")) {
      sender.send(kafka.topics().documentViews, subscriber + " " + url, document).join();
    }
  }

  HttpResponse<byte[]> get(FeedUrl url, String... headers) throws Exception {
    return get("/" + url.toString().replaceFirst("://", "/"), headers);
  }

  HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    return http.send(request(path, headers), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpRequest request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + path))
            .timeout(Duration.ofSeconds(20));
    return headers.length == 0 ? request.build() : request.headers(headers).build();
  }

  /** What a counter or gauge says, summed over its tags that contain the given text. */
  double meter(String name, String tagged) {
    return registry
        .scrape()
        .lines()
        .filter(line -> line.startsWith(name) && line.contains(tagged))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** All records of a topic so far. */
  static <V extends SpecificRecord> Map<String, List<V>> records(
      KafkaSettings kafka, Topic<V> topic) {
    Map<String, List<V>> found = new java.util.TreeMap<>();
    try (Consumer<String, byte[]> consumer = kafka.consumer("test", null, Map.of())) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic.name()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          found
              .computeIfAbsent(record.key(), key -> new ArrayList<>())
              .add(topic.value().decode(record.value()));
        }
      }
    }
    return found;
  }

  @Override
  public void close() {
    app.close();
  }
}
