package io.feedmesh.consumers.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.consumers.spool.Spool;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.testing.TestBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewFollowerTest {
  private final KafkaSettings kafka = TestBroker.shared().withTopics(1);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  @TempDir Path folder;

  private double left() {
    return meters.get("feedmesh.edge.rebuild.left").gauge().value();
  }

  @Test
  void tellsHowMuchOfAReadingFromTheBeginningIsLeft() throws Exception {
    try (RecordSender sender = kafka.sender("test")) {
      for (int i = 0; i < 3; i++) {
        sender.send(kafka.topics().documentViews, "edge https://example.org/" + i, null).join();
      }
    }
    try (Spool spool = Spool.open(SpoolConfig.in(folder), meters);
        Consumer<String, byte[]> consumer = kafka.consumer("test", null, Map.of())) {
      ViewFollower follower =
          new ViewFollower("edge", kafka, spool, InstantSource.system(), meters);
      assertThat(left()).as("nothing was begun").isZero();

      follower.begin(consumer);
      assertThat(left()).isEqualTo(3);

      await()
          .until(
              () -> {
                follower.records(consumer, consumer.poll(Duration.ofMillis(100)));
                return left() == 0;
              });
      assertThat(follower.rebuilt()).isTrue();
    }
  }
}
