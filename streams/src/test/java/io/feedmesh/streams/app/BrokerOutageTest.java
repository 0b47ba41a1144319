package io.feedmesh.streams.app;

import static io.feedmesh.streams.testing.Samples.document;
import static io.feedmesh.streams.testing.Samples.ping;
import static io.feedmesh.streams.testing.Samples.result;
import static io.feedmesh.streams.testing.Samples.subscription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchReason;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.schemas.topic.TopicAdmin;
import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.streams.testing.TopicTap;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The only broker goes away while the apps work, and comes back. */
class BrokerOutageTest {
  private static final String FEED = "https://blog.example/feed.xml";

  /** Longer than a transaction may last; set it longer to see more. */
  private static final Duration OUTAGE =
      Duration.ofSeconds(Long.getLong("feedmesh.test.outage.seconds", 12));

  @TempDir Path state;
  private final Health health = new Health();

  @Test
  void theAppsWaitForTheClusterAndGoOn() {
    TestBroker broker = TestBroker.own();
    KafkaSettings kafka = broker.withTopics(1);
    Topics topics = kafka.topics();
    try (StreamsApp schedule = app(kafka, AppName.SCHEDULE);
        StreamsApp views = app(kafka, AppName.VIEWS);
        RecordSender sender = kafka.sender("test");
        TopicTap<FetchRequest> requests = new TopicTap<>(kafka, topics.fetchRequests);
        TopicTap<Document> documents = new TopicTap<>(kafka, topics.documentViews)) {
      schedule.start();
      views.start();
      sender
          .send(
              topics.subscriptions,
              FEED + " edge",
              subscription(FEED, "edge", Instant.now().plus(Duration.ofHours(1)), Wanted.DOCUMENTS))
          .join();
      FetchRequest first = requests.next().value();
      sender.send(topics.documents, FEED, document(FEED, 1, "one")).join();
      assertThat(documents.next().value().getVersion()).isEqualTo(1);
      var answer =
          sender.send(
              topics.fetchResults,
              FEED,
              result(FEED, FetchOutcome.CHANGED, first.getRequestedAt()).build());
      answer.join();

      broker.stop();
      Instant back = Instant.now().plus(OUTAGE);
      await().atMost(OUTAGE.plusSeconds(5)).until(() -> Instant.now().isAfter(back));
      broker.startAgain();

      awaitWritable(kafka);
      sender.send(topics.pings, FEED, ping(FEED, null)).join();
      assertThat(requests.next().value().getReason()).isEqualTo(FetchReason.PINGED);
      sender.send(topics.documents, FEED, document(FEED, 2, "two")).join();
      assertThat(documents.next().value().getVersion()).isEqualTo(2);
      assertThat(documents.nothingMore()).isTrue();
      assertThat(schedule.failed()).isNotDone();
      assertThat(views.failed()).isNotDone();
      await().until(() -> health.problems().isEmpty());
    }
    broker.stop();
  }

  private StreamsApp app(KafkaSettings kafka, AppName name) {
    return new StreamsApp(
        kafka, StreamsConfig.defaults(state), name, new SimpleMeterRegistry(), health);
  }

  private static void awaitWritable(KafkaSettings kafka) {
    try (Admin admin = kafka.admin()) {
      new TopicAdmin(admin, Duration.ofSeconds(60)).create(kafka.topics(), Optional.empty());
    }
  }
}
