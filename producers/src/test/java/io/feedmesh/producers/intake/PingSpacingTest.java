package io.feedmesh.producers.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.producers.TopicContents;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PingSource;
import io.feedmesh.schemas.testing.TestBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PingSpacingTest {
  private final KafkaSettings kafka = TestBroker.shared().withTopics(1);
  private final RecordSender sender = kafka.sender("test");
  private final Outbound outbound = new Outbound(sender, Duration.ofSeconds(20));
  private final PingSpacing spacing = new PingSpacing(kafka.topics().pings, outbound);

  @AfterEach
  void stop() {
    outbound.close();
    sender.close();
  }

  @Test
  void manyPingsForOneFeedAtOnceBecomeOneNowAndOneThatStandsForTheRest() {
    long begin = System.nanoTime();
    assertThat(spacing.send(ping("http://b.example/")).join()).isTrue();

    List<CompletableFuture<Boolean>> fates =
        IntStream.range(0, 1000).mapToObj(i -> spacing.send(ping("http://b.example/"))).toList();

    assertThat(fates).allSatisfy(fate -> assertThat(fate.join()).isTrue());
    long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
    assertThat(pings(2)).hasSizeLessThanOrEqualTo((int) seconds + 2);
  }

  @Test
  void aPingThatComesAfterOneWentOutIsNotToldOfThatOnesFate() {
    assertThat(spacing.send(ping("http://b.example/")).join()).isTrue();

    CompletableFuture<Boolean> second = spacing.send(ping("http://b.example/"));

    assertThat(second.join()).isTrue();
    assertThat(pings(2)).hasSize(2);
  }

  @Test
  void feedsDoNotWaitForEachOther() {
    List<CompletableFuture<Boolean>> fates = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      fates.add(spacing.send(ping("http://b.example/" + i)));
    }

    assertThat(fates).allSatisfy(fate -> assertThat(fate.join()).isTrue());
    assertThat(pings(500)).extracting(Ping::getFeedUrl).doesNotHaveDuplicates().hasSize(500);
  }

  @Test
  void whatWaitsWhenTheProcessStopsIsToldSoInTime() {
    Outbound closing = new Outbound(sender, Duration.ofMillis(100));
    PingSpacing stopped = new PingSpacing(kafka.topics().pings, closing);
    stopped.send(ping("http://b.example/")).join();
    CompletableFuture<Boolean> waiting = stopped.send(ping("http://b.example/"));

    closing.close();

    assertThat(waiting.join()).isFalse();
    assertThat(stopped.send(ping("http://c.example/")).join()).isFalse();
  }

  private List<Ping> pings(int atLeast) {
    return new TopicContents(kafka).read(kafka.topics().pings, atLeast);
  }

  private static Ping ping(String feed) {
    return Ping.newBuilder()
        .setFeedUrl(feed)
        .setSource(PingSource.REST)
        .setReceivedAt(Instant.EPOCH)
        .build();
  }
}
