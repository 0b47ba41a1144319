package io.feedmesh.consumers.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.consumers.subscribe.Leases;
import io.feedmesh.consumers.subscribe.Outbox;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an edge learns of its own leases, among those of others and what nobody can read. */
class SubscriptionFollowerTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final KafkaSettings kafka = TestBroker.shared().withTopics(2);
  private final Topic<Subscription> topic = kafka.topics().subscriptions;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RecordSender sender = kafka.sender("test");
  private final Outbox outbox = new Outbox(() -> kafka.sender("edge"), meters);
  private final Leases leases =
      new Leases(
          "edge", Duration.ofDays(1), url -> 86_400_000L, topic, outbox, InstantSource.fixed(NOW));
  private TopicLoop loop;

  @BeforeEach
  void makeLoop() {
    loop =
        new TopicLoop(
            "subscriptions",
            () -> kafka.consumer("edge", null, Map.of()),
            new SubscriptionFollower("edge", topic, leases, meters));
  }

  @AfterEach
  void close() {
    loop.close();
    outbox.close();
    sender.close(Duration.ofSeconds(1));
  }

  @Test
  void knowsItsOwnLeasesOverAllPartitionsAndNobodyElses() {
    for (int i = 0; i < 10; i++) {
      subscribe("https://h" + i + ".example/", "edge");
      subscribe("https://h" + i + ".example/", "edge2");
      subscribe("https://h" + i + ".example/", "other-edge");
    }
    loop.start();

    await().until(() -> leases.running() == 10);
  }

  @Test
  void hearsOfWhatComesAndOfWhatEnds() {
    loop.start();
    subscribe("https://a.example/", "edge");
    subscribe("https://b.example/", "edge");
    await().until(() -> leases.running() == 2);

    sender.send(topic, "https://a.example/ edge", null).join();

    await().until(() -> leases.running() == 1);
  }

  @Test
  void aLeaseThatIsOverDoesNotRun() {
    send("https://a.example/", "edge", NOW.minusSeconds(1));
    subscribe("https://b.example/", "edge");
    loop.start();

    await().until(() -> leases.running() == 1);
  }

  @Test
  void passesOverWhatIsNoLeaseAndCountsWhatNobodyCanRead() throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (String key : new String[] {"https://bad.example/ edge", "* edge", " edge"}) {
        byte[] noAvro = "no Avro".getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic.name(), 0, key, noAvro)).get();
      }
    }
    subscribe("https://good.example/", "edge");
    loop.start();

    await().until(() -> leases.running() == 1);
    await()
        .until(
            () -> meters.counter("feedmesh.edge.unreadable", "topic", "subscriptions").count() > 0);
    assertThat(loop.problem()).isEmpty();
  }

  @Test
  void isCaughtUpOnlyWhenAllThatWasThereHasBeenRead() {
    for (int i = 0; i < 30; i++) {
      subscribe("https://h" + i + ".example/", "edge");
    }
    leases.asked(FeedUrl.parse("https://h0.example/"));
    leases.turn();
    assertThat(meters.counter("feedmesh.edge.sends", "result", "sent").count()).isZero();

    loop.start();
    await().until(() -> leases.running() == 30);
    leases.turn();

    assertThat(meters.counter("feedmesh.edge.sends", "result", "sent").count())
        .as("what runs long enough is not renewed")
        .isZero();
  }

  private void subscribe(String feedUrl, String subscriber) {
    send(feedUrl, subscriber, NOW.plus(Duration.ofDays(1)));
  }

  private void send(String feedUrl, String subscriber, Instant until) {
    sender
        .send(
            topic,
            feedUrl + " " + subscriber,
            Subscription.newBuilder()
                .setFeedUrl(feedUrl)
                .setSubscriber(subscriber)
                .setWants(List.of(Wanted.DOCUMENTS))
                .setLeaseUntil(until)
                .setCreatedAt(NOW)
                .build())
        .join();
  }
}
