package io.feedmesh.producers.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.topic.TopicSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PingIntakeTest {
  /** Nobody listens on port 1. */
  private final KafkaSettings away =
      new KafkaSettings("127.0.0.1:1", TopicSettings.DEFAULT, Map.of("max.block.ms", "5000"));

  @Test
  void whileKafkaIsAwaySendersAreToldSoAndNobodyWaits() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (RecordSender sender = away.sender("test");
        Outbound outbound = new Outbound(sender, Duration.ofMillis(300))) {
      PingIntake intake = intake(outbound, registry, 20);
      long begin = System.nanoTime();
      CompletableFuture<PingAnswer> first = ping(intake, "192.0.2.1");
      CompletableFuture<PingAnswer> second = ping(intake, "192.0.2.2");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));

      await().until(() -> first.isDone() && second.isDone());

      assertThat(first.join().kind()).isEqualTo(PingAnswer.Kind.UNAVAILABLE);
      assertThat(second.join().message()).contains("try again later");
      assertThat(
              registry
                  .counter("feedmesh.received", "door", "rest", "result", "unavailable")
                  .count())
          .isEqualTo(2);
    }
  }

  @Test
  void whoeverSendsTooManyIsTurnedAwayBeforeAnythingIsDone() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (RecordSender sender = away.sender("test");
        Outbound outbound = new Outbound(sender, Duration.ofMillis(300))) {
      PingIntake intake = intake(outbound, registry, 1);
      for (int i = 0; i < 10; i++) {
        var unused = ping(intake, "192.0.2.1");
      }

      PingAnswer answer = ping(intake, "192.0.2.1").join();

      assertThat(answer.kind()).isEqualTo(PingAnswer.Kind.LIMITED);
      assertThat(answer.message()).contains("192.0.2.1");
    }
  }

  private PingIntake intake(Outbound outbound, SimpleMeterRegistry registry, int perSecond) {
    return new PingIntake(
        away.topics(),
        outbound,
        new SenderLimit(perSecond),
        new DoorMeters(registry),
        InstantSource.system());
  }

  private static CompletableFuture<PingAnswer> ping(PingIntake intake, String sender) {
    return intake.take(new Said("A blog", "https://blog.example/", null), Door.REST, sender);
  }
}
