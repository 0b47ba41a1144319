package io.feedmesh.producers.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.producers.TopicContents;
import io.feedmesh.producers.intake.DoorMeters;
import io.feedmesh.producers.intake.Outbound;
import io.feedmesh.producers.intake.PingIntake;
import io.feedmesh.producers.intake.SenderLimit;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.testing.RawOrigin;
import io.feedmesh.schemas.testing.TestBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A list is read again and again, by conditional requests, and each change in it is told once. */
class UpstreamAppTest {
  private final KafkaSettings kafka = TestBroker.shared().withTopics(1);

  @Test
  void listsAreAskedForWithTheValidatorsTheyCameWith() {
    AtomicInteger answers = new AtomicInteger();
    try (RawOrigin origin =
            new RawOrigin(
                (head, out) -> {
                  out.write(answer(answers.incrementAndGet()).getBytes(ISO_8859_1));
                  return false;
                });
        RecordSender sender = kafka.sender("upstream-test");
        Outbound outbound = new Outbound(sender, Outbound.PATIENCE)) {
      DoorMeters meters = new DoorMeters(new SimpleMeterRegistry());
      PingIntake intake =
          new PingIntake(
              kafka.topics(), outbound, new SenderLimit(1), meters, InstantSource.system());
      UpstreamConfig config =
          new UpstreamConfig(List.of(origin.url("/changes.xml")), true, "https://me.example");

      try (UpstreamApp app = new UpstreamApp(config, intake, meters, Duration.ofMillis(1))) {
        app.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> origin.heads().size() > 4);
      }

      assertThat(origin.heads().get(0)).doesNotContain("If-None-Match");
      assertThat(origin.heads().get(1)).contains("If-None-Match: \"v1\"");
      assertThat(origin.heads().get(3)).contains("If-None-Match: \"v3\"");
      assertThat(new TopicContents(kafka).read(kafka.topics().pings, 2))
          .extracting(Ping::getFeedUrl)
          .containsExactly("http://a.example/", "http://b.example/");
    }
  }

  /** A list; the same unchanged; one that has another change as well; then that unchanged. */
  private static String answer(int n) {
    String a = "<weblog url='http://a.example/' when='60'/>";
    String b = n < 3 ? "" : "<weblog url='http://b.example/' when='0'/>";
    String head = "Cache-Control: max-age=0\r\nConnection: close\r\n\r\n";
    if (n == 2 || n > 3) {
      return "HTTP/1.1 304 Not Modified\r\n" + head;
    }
    return "HTTP/1.1 200 OK\r\nETag: \"v"
        + n
        + "\"\r\n"
        + head
        + "<weblogUpdates updated='Fri, 02 Jan 2026 12:00:00 GMT'>"
        + a
        + b
        + "</weblogUpdates>";
  }
}
