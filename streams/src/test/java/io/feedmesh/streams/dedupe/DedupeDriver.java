package io.feedmesh.streams.dedupe;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeSource;
import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.FeedAlias;
import io.feedmesh.schemas.record.OriginResponse;
import io.feedmesh.schemas.record.Reject;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.topic.TopicSettings;
import io.feedmesh.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;

/** The dedupe topology in a test driver, and changes to put into it. */
final class DedupeDriver implements AutoCloseable {
  static final String FEED = "https://blog.example/feed.xml";
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  final MeterRegistry registry = new SimpleMeterRegistry();
  private final Topics topics = new Topics(TopicSettings.DEFAULT);
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, Change> changes;

  DedupeDriver(Path state, DedupeConfig config) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "dedupe-test");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    driver = new TopologyTestDriver(topology(topics, config, registry), properties, NOON);
    changes =
        driver.createInputTopic(
            topics.changes.name(),
            topics.changes.key().serializer(),
            topics.changes.value().serializer());
  }

  static Topology topology(Topics topics, DedupeConfig config, MeterRegistry registry) {
    StreamsBuilder builder = new StreamsBuilder();
    DedupeTopology.define(builder, topics, config, registry);
    return builder.build();
  }

  /** A change fetched at that minute after noon, and dated so by its origin. */
  static Change change(String document, int minute) {
    Instant at = NOON.plusSeconds(60L * minute);
    return change(document, at, at);
  }

  static Change change(String document, Instant originDate, Instant fetchedAt) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    return Change.newBuilder()
        .setFeedUrl(FEED)
        .setBody(Bodies.gzip(bytes))
        .setSize(bytes.length)
        .setContentHash(Bodies.hash(bytes))
        .setOrigin(OriginResponse.newBuilder().setUrl(FEED).setDate(originDate).build())
        .setSource(ChangeSource.FETCH)
        .setFetchedAt(fetchedAt)
        .build();
  }

  /** An RSS document with these items. */
  static String feed(String... items) {
    return "<rss version=\"2.0\"><channel><title>Garden</title>"
        + String.join("", items)
        + "</channel></rss>";
  }

  /** An item with a link of its own. */
  static String item(String id, String title) {
    return itemWithLink(id, "https://blog.example/" + id, title);
  }

  static String itemWithLink(String id, String link, String title) {
    return "<item><guid isPermaLink='false'>"
        + id
        + "</guid><link>"
        + link
        + "</link><title>"
        + title
        + "</title></item>";
  }

  /** Puts it on the topic when it was fetched. */
  void send(Change change) {
    send(FEED, change, change.getFetchedAt());
  }

  void send(String key, Change change, Instant recordTime) {
    changes.pipeInput(key, change, recordTime);
  }

  List<Document> documents() {
    return read(topics.documents);
  }

  /** The latest of each feed that has one, of those since the last call. */
  Map<String, Document> documentsByFeed() {
    Map<String, Document> latest =
        driver
            .createOutputTopic(
                topics.documents.name(),
                topics.documents.key().deserializer(),
                topics.documents.value().deserializer())
            .readKeyValuesToMap();
    latest.values().removeIf(Objects::isNull);
    return latest;
  }

  /** What was said of aliases since the last call; null where one is none any more. */
  List<FeedAlias> aliases() {
    return read(topics.feedAliases);
  }

  double count(String counter) {
    return registry.counter(counter).count();
  }

  List<EntryChange> entries() {
    return read(topics.entries);
  }

  List<Reject> rejects() {
    return read(topics.rejects);
  }

  /** What was told of entries since the last call, as {@code NEW title}. */
  List<String> told() {
    return entries().stream()
        .map(change -> change.getKind() + " " + change.getEntry().getTitle())
        .toList();
  }

  /** The store; its values go through the codec, as those of a restored one do. */
  KeyValueStore<String, FeedMemory> store() {
    return driver.getKeyValueStore(DedupeProcessor.STORE);
  }

  private <V extends SpecificRecord> List<V> read(Topic<V> topic) {
    return driver
        .createOutputTopic(topic.name(), topic.key().deserializer(), topic.value().deserializer())
        .readValuesToList();
  }

  @Override
  public void close() {
    driver.close();
  }
}
