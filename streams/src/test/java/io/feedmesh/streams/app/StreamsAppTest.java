package io.feedmesh.streams.app;

import static io.feedmesh.streams.testing.Samples.document;
import static io.feedmesh.streams.testing.Samples.ping;
import static io.feedmesh.streams.testing.Samples.result;
import static io.feedmesh.streams.testing.Samples.subscription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchReason;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.record.Readership;
import io.feedmesh.schemas.record.Reject;
import io.feedmesh.schemas.record.RejectReason;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.streams.testing.TopicTap;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsAppTest {
  private static final String FEED = "https://blog.example/feed.xml";
  private static final Duration LEASE = Duration.ofHours(1);

  @TempDir Path state;
  private final Health health = new Health();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private StreamsApp app(KafkaSettings kafka, AppName name) {
    return new StreamsApp(kafka, StreamsConfig.defaults(state), name, registry, health);
  }

  private static void subscribe(KafkaSettings kafka, String subscriber) {
    try (var sender = kafka.sender("test")) {
      sender
          .send(
              kafka.topics().subscriptions,
              FEED + " " + subscriber,
              subscription(
                  FEED, subscriber, Instant.now().plus(LEASE), Wanted.DOCUMENTS, Wanted.ENTRIES))
          .join();
    }
  }

  private static void sendBytes(KafkaSettings kafka, String topic, String key, String value)
      throws Exception {
    Map<String, Object> config = new HashMap<>(kafka.common());
    try (var producer =
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key, value.getBytes(StandardCharsets.UTF_8))).get();
    }
  }

  @Test
  void theScheduleAsksOnAPingAndGoesOnWhereItWas() {
    KafkaSettings kafka = TestBroker.shared().withTopics(3);
    Topics topics = kafka.topics();
    try (TopicTap<FetchRequest> requests = new TopicTap<>(kafka, topics.fetchRequests);
        var sender = kafka.sender("test")) {
      try (StreamsApp schedule = app(kafka, AppName.SCHEDULE)) {
        schedule.start();
        assertThat(health.problems()).isEmpty();
        subscribe(kafka, "edge");
        FetchRequest first = requests.next().value();
        sender
            .send(
                topics.fetchResults,
                FEED,
                result(FEED, FetchOutcome.CHANGED, first.getRequestedAt())
                    .setEtag("\"1\"")
                    .setContentHash(document(FEED, 1, "x").getContentHash())
                    .build())
            .join();
        sender.send(topics.pings, FEED, ping(FEED, null)).join();
        FetchRequest pinged = requests.next().value();
        assertThat(pinged.getReason()).isEqualTo(FetchReason.PINGED);
        assertThat(pinged.getEtag()).isEqualTo("\"1\"");
        sender
            .send(
                topics.fetchResults,
                FEED,
                result(FEED, FetchOutcome.UNCHANGED, pinged.getRequestedAt()).build())
            .join();
        requests.awaitCommitted(kafka.id("schedule"), topics.fetchResults);
        await().until(() -> registry.get("feedmesh.streams.state.keys").gauge().value() >= 1);
        assertThat(registry.get("feedmesh.streams.state").gauge().value()).isPositive();
      }
      try (StreamsApp again = app(kafka, AppName.SCHEDULE)) {
        again.start();
        sender.send(topics.pings, FEED, ping(FEED, null)).join();

        FetchRequest after = requests.next().value();
        assertThat(after.getReason()).isEqualTo(FetchReason.PINGED);
        assertThat(after.getEtag()).isEqualTo("\"1\"");
        assertThat(after.getSubscribers()).isEqualTo(1);
      }
    }
  }

  @Test
  void theScheduleGoesOnFromTheBrokersWhenItsDiskIsLost() throws Exception {
    KafkaSettings kafka = TestBroker.shared().withTopics(2);
    Topics topics = kafka.topics();
    try (TopicTap<FetchRequest> requests = new TopicTap<>(kafka, topics.fetchRequests);
        var sender = kafka.sender("test")) {
      try (StreamsApp schedule = app(kafka, AppName.SCHEDULE)) {
        schedule.start();
        subscribe(kafka, "edge");
        FetchRequest first = requests.next().value();
        sender
            .send(
                topics.fetchResults,
                FEED,
                result(FEED, FetchOutcome.CHANGED, first.getRequestedAt())
                    .setLastModified("yesterday")
                    .setContentHash(document(FEED, 1, "x").getContentHash())
                    .build())
            .join();
        requests.awaitCommitted(kafka.id("schedule"), topics.fetchResults);
      }
      Path elsewhere = Files.createDirectory(state.resolve("other-disk"));
      StreamsConfig fresh = StreamsConfig.defaults(elsewhere);
      try (StreamsApp again =
          new StreamsApp(kafka, fresh, AppName.SCHEDULE, new SimpleMeterRegistry(), health)) {
        again.start();
        sender.send(topics.pings, FEED, ping(FEED, null)).join();

        assertThat(requests.next().value().getLastModified()).isEqualTo("yesterday");
      }
    }
  }

  @Test
  void aRecordThatCannotBeReadIsRejectedAndTheNextOneIsTaken() throws Exception {
    KafkaSettings kafka = TestBroker.shared().withTopics(1);
    Topics topics = kafka.topics();
    try (TopicTap<FetchRequest> requests = new TopicTap<>(kafka, topics.fetchRequests);
        TopicTap<Reject> rejects = new TopicTap<>(kafka, topics.rejects);
        StreamsApp schedule = app(kafka, AppName.SCHEDULE)) {
      schedule.start();
      sendBytes(kafka, topics.pings.name(), FEED, "no Avro at all");
      subscribe(kafka, "edge");

      assertThat(requests.next().value().getFeedUrl()).isEqualTo(FEED);
      Reject reject = rejects.next().value();
      assertThat(reject.getReason()).isEqualTo(RejectReason.BAD_RECORD);
      assertThat(reject.getFeedUrl()).isEqualTo(FEED);
      assertThat(reject.getTopic()).isEqualTo(topics.pings.name());
      assertThat(reject.getPartition()).isZero();
      assertThat(reject.getOffset()).isZero();
      assertThat(reject.getRejectedBy()).isEqualTo("schedule");
      assertThat(registry.get("feedmesh.streams.bad.records").counter().count()).isEqualTo(1);
      assertThat(health.problems()).isEmpty();
    }
  }

  @Test
  void viewsSendEachDocumentOnceAndGoOnAfterARestartWithAndWithoutTheirDisk() throws Exception {
    KafkaSettings kafka = TestBroker.shared().withTopics(2);
    Topics topics = kafka.topics();
    try (TopicTap<Document> views = new TopicTap<>(kafka, topics.documentViews);
        var sender = kafka.sender("test")) {
      try (StreamsApp app = app(kafka, AppName.VIEWS)) {
        app.start();
        subscribe(kafka, "edge");
        sender.send(topics.documents, FEED, document(FEED, 1, "one")).join();
        assertThat(views.next().key()).isEqualTo("edge " + FEED);
        sendBytes(kafka, topics.documents.name(), "https://other.example/", "poison");
        sender.send(topics.documents, FEED, document(FEED, 2, "two")).join();
        assertThat(views.next().value().getVersion()).isEqualTo(2);
        views.awaitCommitted(kafka.id("views"), topics.documents);
      }
      try (StreamsApp app = app(kafka, AppName.VIEWS)) {
        app.start();
        subscribe(kafka, "second");
        var welcome = views.next();
        assertThat(welcome.key()).isEqualTo("second " + FEED);
        assertThat(welcome.value().getVersion()).isEqualTo(2);
        views.awaitCommitted(kafka.id("views"), topics.subscriptions);
      }
      StreamsConfig fresh = StreamsConfig.defaults(Files.createDirectory(state.resolve("new")));
      try (StreamsApp app =
          new StreamsApp(kafka, fresh, AppName.VIEWS, new SimpleMeterRegistry(), health)) {
        app.start();
        sender
            .send(
                topics.documents,
                "https://other.example/",
                document("https://other.example/", 1, "o"))
            .join();
        subscribe(kafka, "third");
        assertThat(views.next().key()).isEqualTo("third " + FEED);
        sender.send(topics.documents, FEED, document(FEED, 3, "three")).join();
        assertThat(views.next().value().getVersion()).isEqualTo(3);
        assertThat(views.next().value().getVersion()).isEqualTo(3);
        assertThat(views.next().value().getVersion()).isEqualTo(3);
      }
      assertThat(views.nothingMore()).isTrue();
    }
  }

  private static Readership report(String edge, long requests) {
    Instant now = Instant.now();
    return Readership.newBuilder()
        .setFeedUrl(FEED)
        .setEdge(edge)
        .setRun(now)
        .setDay(LocalDate.ofInstant(now, ZoneOffset.UTC))
        .setFrom(now)
        .setUntil(now)
        .setRequests(requests)
        .build();
  }

  @Test
  void readershipAddsUp() {
    KafkaSettings kafka = TestBroker.shared().withTopics(1);
    Topics topics = kafka.topics();
    try (var totals = new TopicTap<>(kafka, topics.readershipTotals);
        var sender = kafka.sender("test");
        StreamsApp app = app(kafka, AppName.READERSHIP)) {
      app.start();
      sender.send(topics.readership, FEED, report("a", 3)).join();
      sender.send(topics.readership, FEED, report("b", 4)).join();

      assertThat(totals.next().value().getDays().get(0).getRequests()).isEqualTo(3);
      assertThat(totals.next().value().getDays().get(0).getRequests()).isEqualTo(7);
    }
  }

  @Test
  void saysWhichTopicIsMissing() {
    KafkaSettings kafka = TestBroker.shared().settings(1);

    assertThatThrownBy(() -> app(kafka, AppName.VIEWS).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is missing; run 'feedmesh topics create'");
  }

  @Test
  void followsTheClustersNumberOfPartitionsNotTheConfiguredOne() {
    KafkaSettings created = TestBroker.shared().withTopics(2);
    KafkaSettings configured =
        new KafkaSettings(
            created.bootstrapServers(), created.topicSettings().withPartitions(6), Map.of());

    assertThat(SourceTopics.check(configured).settings().partitions()).isEqualTo(2);
  }
}
