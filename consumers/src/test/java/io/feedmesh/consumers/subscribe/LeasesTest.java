package io.feedmesh.consumers.subscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeasesTest {
  private static final FeedUrl URL = FeedUrl.parse("https://example.org/f");
  private static final Duration DAY = Duration.ofDays(1);

  private final KafkaSettings kafka = TestBroker.shared().withTopics(1);
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-01T00:00:00Z"));
  private final InstantSource clock = now::get;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Outbox outbox = new Outbox(() -> kafka.sender("leases"), meters);
  private final Leases leases =
      new Leases(
          "edge", DAY, url -> 2 * DAY.toMillis(), kafka.topics().subscriptions, outbox, clock);

  @AfterEach
  void close() {
    outbox.close();
  }

  private <V extends SpecificRecord> List<V> sent(io.feedmesh.schemas.topic.Topic<V> topic) {
    List<V> found = new ArrayList<>();
    TopicPartition partition = new TopicPartition(topic.name(), 0);
    try (var consumer = kafka.consumer("test", null, Map.of())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(record -> found.add(topic.value().decode(record.value())));
      }
    }
    return found;
  }

  private List<Subscription> subscriptions() {
    return sent(kafka.topics().subscriptions);
  }

  private void pass(Duration time) {
    now.set(now.get().plus(time));
  }

  @Test
  void sendsNothingBeforeItKnowsWhatIsThere() {
    leases.wanted(URL);
    leases.turn();
    assertThat(meters.counter("feedmesh.edge.sends", "result", "sent").count()).isZero();

    leases.caughtUp();
    leases.turn();

    await().until(() -> subscriptions().size() == 1);
    assertThat(subscriptions().get(0).getLeaseUntil()).isEqualTo(now.get().plus(DAY));
    assertThat(subscriptions().get(0).getCreatedBy()).isEqualTo("edge");
  }

  @Test
  void renewsOnceInTheSecondHalfIfAskedForAndLetsTheRestLapse() {
    leases.caughtUp();
    leases.wanted(URL);
    await().until(() -> subscriptions().size() == 1 && leases.running() == 1);

    pass(Duration.ofHours(6));
    leases.asked(URL);
    leases.turn();
    pass(Duration.ofHours(7));
    leases.turn();
    await().until(() -> subscriptions().size() == 2);
    pass(Duration.ofHours(20)); // nobody asked since
    leases.turn();
    pass(Duration.ofHours(10));
    leases.turn();
    leases.known(URL, null); // views ended it
    leases.turn();

    await().until(() -> meters.counter("feedmesh.edge.sends", "result", "sent").count() == 2);
    assertThat(subscriptions()).hasSize(2);
    assertThat(leases.running()).isZero();
  }

  @Test
  void keepsWhatElseASubscriptionSays() {
    leases.known(
        URL,
        Subscription.newBuilder()
            .setFeedUrl(URL.toString())
            .setSubscriber("edge")
            .setQuery("title:kafka")
            .setWants(List.of(Wanted.METADATA))
            .setLeaseUntil(now.get().plus(Duration.ofHours(1)))
            .setCreatedAt(now.get().minus(DAY))
            .build());
    leases.caughtUp();

    leases.wanted(URL);

    await().until(() -> subscriptions().size() == 1);
    assertThat(subscriptions().get(0).getQuery()).isEqualTo("title:kafka");
    assertThat(subscriptions().get(0).getWants())
        .containsExactly(Wanted.DOCUMENTS, Wanted.METADATA, Wanted.ENTRIES);
  }

  private Subscription hot(FeedUrl url) {
    return Subscription.newBuilder()
        .setFeedUrl(url.toString())
        .setSubscriber("edge")
        .setCreatedBy("edge")
        .setWants(List.of(Wanted.DOCUMENTS, Wanted.ENTRIES))
        .setLeaseUntil(now.get().plus(DAY))
        .setCreatedAt(now.get())
        .build();
  }

  @Test
  void whatWentColdWhileKafkaWasAwayIsToldOnceItIsBack() {
    AtomicBoolean away = new AtomicBoolean(true);
    Supplier<RecordSender> senders =
        () -> {
          if (away.get()) {
            throw new KafkaException("away");
          }
          return kafka.sender("leases");
        };
    try (Outbox late = new Outbox(senders, meters)) {
      Leases edge =
          new Leases(
              "edge", DAY, url -> 2 * DAY.toMillis(), kafka.topics().subscriptions, late, clock);
      edge.known(URL, hot(URL));
      edge.caughtUp();

      edge.cool(URL);
      await().until(() -> meters.counter("feedmesh.edge.sends", "result", "failed").count() > 0);
      assertThat(edge.settled()).isFalse();
      away.set(false);

      await().until(edge::settled);
      assertThat(subscriptions()).hasSize(1);
      assertThat(subscriptions().get(0).getWants()).containsExactly(Wanted.METADATA);
    }
  }

  @Test
  void howeverManyGoColdAtOnceAllOfThemAreTold() {
    int many = 2500; // more than wait for Kafka at a time
    for (int i = 0; i < many; i++) {
      FeedUrl url = FeedUrl.parse("https://example.org/" + i);
      leases.known(url, hot(url));
    }
    leases.caughtUp();

    for (int i = 0; i < many; i++) {
      leases.cool(FeedUrl.parse("https://example.org/" + i));
    }

    await().until(leases::settled);
    assertThat(subscriptions()).hasSize(many);
  }

  @Test
  void aFeedThatGoesColdWantsMetadataUntilSomebodyAsksAgain() {
    leases.caughtUp();
    leases.wanted(URL);
    await().until(() -> subscriptions().size() == 1 && leases.running() == 1);
    Instant until = subscriptions().get(0).getLeaseUntil();

    pass(Duration.ofHours(1));
    leases.cool(URL);
    await().until(() -> subscriptions().size() == 2);
    assertThat(subscriptions().get(1).getWants()).containsExactly(Wanted.METADATA);
    assertThat(subscriptions().get(1).getLeaseUntil()).as("no demand, no more").isEqualTo(until);
    pass(Duration.ofHours(1));
    leases.turn();
    leases.asked(URL);
    await()
        .until(
            () -> {
              leases.turn(); // the one before may be under way
              return subscriptions().size() == 3;
            });

    assertThat(subscriptions().get(2).getWants()).containsExactly(Wanted.DOCUMENTS, Wanted.ENTRIES);
  }

  @Test
  void whatAnOperatorSubscribedToIsPinnedWhileItsLeaseRuns() {
    leases.known(
        URL,
        Subscription.newBuilder()
            .setFeedUrl(URL.toString())
            .setSubscriber("edge")
            .setWants(List.of(Wanted.DOCUMENTS))
            .setLeaseUntil(now.get().plus(DAY))
            .setCreatedAt(now.get())
            .setCreatedBy("cli")
            .build());
    leases.caughtUp();
    assertThat(leases.pinned(URL)).isTrue();

    pass(Duration.ofHours(20));
    leases.wanted(URL); // its renewal keeps that
    await().until(() -> subscriptions().size() == 1);
    assertThat(subscriptions().get(0).getCreatedBy()).isEqualTo("cli");

    pass(Duration.ofDays(2));
    assertThat(leases.pinned(URL)).isFalse();
  }

  @Test
  void warmthIsTheLastRequestAndLaterByHowManyThereWere() {
    FeedUrl busy = FeedUrl.parse("https://example.org/busy");
    assertThat(leases.askedAt(URL)).as("before anybody asks").isEqualTo(now.get().toEpochMilli());
    for (int i = 0; i < 64; i++) {
      pass(Duration.ofSeconds(2));
      leases.asked(busy);
    }
    pass(Duration.ofHours(20));
    leases.asked(URL);

    assertThat(leases.askedAt(busy)).isLessThan(leases.askedAt(URL));
    assertThat(leases.warmth(busy)).as("64 of yesterday").isGreaterThan(leases.warmth(URL));
    pass(Duration.ofHours(20));
    leases.asked(URL);
    assertThat(leases.warmth(busy)).isLessThan(leases.warmth(URL));
  }

  @Test
  void whatCouldNotBeSentIsSentAtALaterTurn() {
    AtomicReference<KafkaSettings> way = new AtomicReference<>();
    try (Outbox late =
        new Outbox(
            () -> {
              if (way.get() == null) {
                throw new org.apache.kafka.common.KafkaException("no such host");
              }
              return way.get().sender("late");
            },
            meters)) {
      Leases own =
          new Leases(
              "edge", DAY, url -> 2 * DAY.toMillis(), kafka.topics().subscriptions, late, clock);
      own.caughtUp();
      own.wanted(URL);
      await().until(() -> meters.counter("feedmesh.edge.sends", "result", "failed").count() == 1);

      way.set(kafka);
      own.turn();

      await().until(() -> subscriptions().size() == 1);
    }
  }

  @Test
  void aFullOutboxFailsAtOnce() {
    Outbox closed = new Outbox(() -> kafka.sender("closed"), meters);
    closed.close();
    assertThatThrownBy(() -> closed.send(kafka.topics().readership, "k", null).join())
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("wait for Kafka already, or it is closed");
  }
}
