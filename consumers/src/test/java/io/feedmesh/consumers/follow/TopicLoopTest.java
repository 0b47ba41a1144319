package io.feedmesh.consumers.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.testing.TestBroker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicLoopTest {
  private final KafkaSettings kafka = TestBroker.shared().withTopics(1);
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger polled = new AtomicInteger();

  private TopicLoop loop(Failing failing) {
    return new TopicLoop(
        "loop",
        () -> kafka.consumer("loop", null, Map.of()),
        new TopicLoop.Follower() {
          @Override
          public void begin(Consumer<String, byte[]> consumer) throws IOException {
            consumer.assign(List.of(new TopicPartition(kafka.topics().documentViews.name(), 0)));
            failing.now(begun.incrementAndGet());
          }

          @Override
          public void records(Consumer<String, byte[]> c, ConsumerRecords<String, byte[]> r) {
            polled.incrementAndGet();
          }
        });
  }

  private interface Failing {
    void now(int attempt) throws IOException;
  }

  @Test
  void triesAgainWhenKafkaOrTheDiskFails() {
    try (TopicLoop loop =
        loop(
            attempt -> {
              if (attempt == 1) {
                throw new KafkaException("away");
              } else if (attempt == 2) {
                throw new IOException("disk full");
              }
            })) {
      loop.start();
      await().until(() -> loop.problem().isPresent());
      assertThat(loop.problem().orElseThrow()).contains("disk full");
      await().until(() -> polled.get() > 0 && loop.problem().isEmpty());
      assertThat(loop.connected()).isTrue();
      assertThat(begun.get()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBugEndsItAndIsToldFromThenOn(boolean error) {
    try (TopicLoop loop =
        loop(
            attempt -> {
              if (error) {
                throw new StackOverflowError("a bug");
              }
              throw new IllegalStateException("a bug");
            })) {
      loop.start();
      await().until(() -> loop.problem().isPresent());
      assertThat(loop.problem().orElseThrow()).contains("ended by a bug", "a bug");
    }
    assertThat(begun.get()).isEqualTo(1);
  }

  @Test
  void endsAtOnce() {
    TopicLoop loop = loop(attempt -> {});
    loop.start();
    await().until(() -> polled.get() > 0);
    long start = System.nanoTime();
    loop.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
  }
}
