package io.feedmesh.consumers.expire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.spool.Spool;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.consumers.subscribe.Leases;
import io.feedmesh.consumers.subscribe.Outbox;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.topic.TopicSettings;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When bodies go, and what stays known; without Kafka, which is asked for nothing here. */
class ExpiryTest {
  private static final FeedUrl URL = FeedUrl.parse("https://example.org/f");
  private static final Ages AGES =
      new Ages(Duration.ofHours(1), Duration.ofDays(2), Duration.ofDays(7));

  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-01T00:00:00Z"));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final KafkaSettings away =
      new KafkaSettings("127.0.0.1:9", TopicSettings.DEFAULT, Map.of());
  private Outbox outbox;
  private Spool spool;
  private Leases leases;
  private Expiry expiry;

  @BeforeEach
  void start() throws IOException {
    outbox =
        new Outbox(
            () -> {
              throw new IllegalStateException("no Kafka in this test");
            },
            meters);
    spool = Spool.open(SpoolConfig.in(folder), meters);
    leases =
        new Leases(
            "edge", Duration.ofDays(1), url -> 1, away.topics().subscriptions, outbox, now::get);
    leases.caughtUp();
    expiry = new Expiry(spool, leases, ExpireRules.of(AGES), now::get);
  }

  @AfterEach
  void stop() {
    spool.close();
    outbox.close();
  }

  private void restart() throws IOException {
    stop();
    start();
  }

  private void put(long version) throws IOException {
    byte[] body = "<rss/>".getBytes(UTF_8);
    long at = now.get().toEpochMilli();
    spool.put(
        new SpooledFeed(
            URL,
            version,
            "t",
            SpooledFeed.hex(Bodies.hash(body)),
            null,
            null,
            at,
            body.length,
            at,
            at),
        Bodies.gzip(body));
  }

  private void turnAfter(Duration time) throws IOException {
    now.set(now.get().plus(time));
    expiry.turn();
  }

  @Test
  void aVersionOfAViewIsKnownAsLongAsTheViewKeepsItSo() throws IOException {
    put(1);

    turnAfter(Duration.ofDays(2));
    assertThat(spool.isCold(URL)).isFalse();
    turnAfter(Duration.ofSeconds(1));
    assertThat(spool.isCold(URL)).isTrue();
    turnAfter(Duration.ofDays(30));
    assertThat(spool.find(URL)).isPresent();
  }

  @Test
  void aProxiedVersionIsKnownTwentyMinutesLongerThanItsBody() throws IOException {
    put(0);
    assertThat(spool.find(URL).orElseThrow().provisional()).isTrue();

    turnAfter(Duration.ofDays(2).plusSeconds(1));
    assertThat(spool.isCold(URL)).isTrue();
    turnAfter(Duration.ofMinutes(20));
    assertThat(spool.find(URL)).as("views on their way may be older").isPresent();
    turnAfter(Duration.ofSeconds(1));
    assertThat(spool.find(URL)).isEmpty();
  }

  @Test
  void soItIsAfterARestart() throws IOException {
    put(0);
    turnAfter(Duration.ofDays(2).plusSeconds(1));

    restart();
    turnAfter(Duration.ZERO);
    assertThat(spool.isCold(URL)).isTrue();
    turnAfter(Duration.ofMinutes(20));
    assertThat(spool.isCold(URL)).isTrue();
    turnAfter(Duration.ofSeconds(1));
    assertThat(spool.find(URL)).isEmpty();
  }

  @Test
  void aProxiedVersionThatWentForRoomIsKnownNoLongerThanThat() throws IOException {
    turnAfter(Duration.ZERO); // which looks for those of a run before
    put(0);
    spool.cool(URL);

    expiry.droppedForRoom(URL);
    turnAfter(Duration.ofMinutes(20));
    assertThat(spool.isCold(URL)).isTrue();
    turnAfter(Duration.ofSeconds(1));
    assertThat(spool.find(URL)).isEmpty();
  }

  @Test
  void whatGoesForRoomStaysSubscribedToWithinItsLeastAge() throws IOException {
    Instant asked = now.get();
    leases.known(
        URL,
        Subscription.newBuilder()
            .setFeedUrl(URL.toString())
            .setSubscriber("edge")
            .setCreatedBy("edge") // maybe another edge of this name
            .setWants(List.of(Wanted.DOCUMENTS, Wanted.ENTRIES))
            .setLeaseUntil(asked.plus(Duration.ofDays(1)))
            .setCreatedAt(asked)
            .build());

    now.set(asked.plus(Duration.ofMinutes(59)));
    expiry.droppedForRoom(URL);
    assertThat(leases.settled()).as("nothing is to be told").isTrue();

    now.set(asked.plus(Duration.ofHours(1)));
    expiry.droppedForRoom(URL);
    assertThat(leases.settled()).isFalse();
  }

  @Test
  void aVersionThatAViewBroughtMeanwhileStaysKnown() throws IOException {
    put(0);
    turnAfter(Duration.ofDays(2).plusSeconds(1));

    put(1);
    turnAfter(Duration.ofMinutes(21));

    assertThat(spool.isCold(URL)).as("nobody asked for it").isTrue();
    assertThat(spool.find(URL)).hasValueSatisfying(feed -> assertThat(feed.version()).isEqualTo(1));
  }
}
