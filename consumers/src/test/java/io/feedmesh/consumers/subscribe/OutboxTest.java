package io.feedmesh.consumers.subscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.schemas.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

/** An edge's records while Kafka is slow, away, or not known yet. */
class OutboxTest {
  private static final String KEY = "https://a.example/ edge";

  private final KafkaSettings kafka = TestBroker.shared().withTopics(1);
  private final Topic<Subscription> topic = kafka.topics().subscriptions;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void nobodyWaitsAndWhatDoesNotFitFailsAtOnce() {
    CountDownLatch away = new CountDownLatch(1);
    try (Outbox outbox = new Outbox(() -> late(away), meters)) {
      List<CompletableFuture<Void>> sends = new ArrayList<>();
      for (int i = 0; i < 1_100; i++) {
        sends.add(outbox.send(topic, KEY, null));
      }

      long refused = sends.stream().filter(CompletableFuture::isCompletedExceptionally).count();
      assertThat(refused).isBetween(99L, 100L);
      assertThat(meters.find("feedmesh.edge.outbox").gauge().value()).isEqualTo(1_000);
      assertThat(meters.counter("feedmesh.edge.sends", "result", "failed").count())
          .isEqualTo((double) refused);

      away.countDown();
      await()
          .until(
              () ->
                  meters.counter("feedmesh.edge.sends", "result", "sent").count()
                      == 1_100 - refused);
    }
  }

  @Test
  void largeRecordsWaitOnlyWithinABudgetOfBytesAndSmallOnesStill() {
    CountDownLatch away = new CountDownLatch(1);
    try (Outbox outbox = new Outbox(() -> late(away), meters)) {
      long half = Outbox.MOST_BYTES / 2;

      CompletableFuture<Void> huge = outbox.send(topic, KEY, null, 3 * half);
      CompletableFuture<Void> beyond = outbox.send(topic, KEY, null, half);
      CompletableFuture<Void> small = outbox.send(topic, KEY, null);

      assertThat(beyond).isCompletedExceptionally();
      assertThat(huge).as("alone it may be larger").isNotDone();
      assertThat(small).isNotDone();
      away.countDown();
      huge.join();
      small.join();
      outbox.send(topic, KEY, null, half).join(); // there is room again
    }
  }

  @Test
  void aClusterWhoseNameIsNotKnownYetIsAskedForAgainWithTheNextRecord() {
    AtomicInteger attempts = new AtomicInteger();
    try (Outbox outbox =
        new Outbox(
            () -> {
              if (attempts.incrementAndGet() == 1) {
                throw new KafkaException("no such host");
              }
              return kafka.sender("edge");
            },
            meters)) {

      assertThatThrownBy(() -> outbox.send(topic, KEY, null).join())
          .isInstanceOf(CompletionException.class)
          .hasMessageContaining("no such host");
      outbox.send(topic, KEY, null).join();
      outbox.send(topic, KEY, null).join();

      assertThat(attempts).hasValue(2);
    }
  }

  @Test
  void closingGivesUpWhatCannotGetOut() {
    CountDownLatch never = new CountDownLatch(1);
    Outbox outbox = new Outbox(() -> late(never), meters);
    CompletableFuture<Void> first = outbox.send(topic, KEY, null);

    outbox.close();

    await().until(first::isDone);
    assertThat(first).isCompletedExceptionally();
    assertThat(outbox.send(topic, KEY, null)).isCompletedExceptionally();
  }

  private RecordSender late(CountDownLatch away) {
    try {
      away.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
    return kafka.sender("edge");
  }
}
