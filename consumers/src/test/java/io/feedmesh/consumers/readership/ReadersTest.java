package io.feedmesh.consumers.readership;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.subscribe.Outbox;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.readership.ReaderSketch;
import io.feedmesh.schemas.record.Readership;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadersTest {
  private static final FeedUrl URL = FeedUrl.parse("https://example.org/f");
  private static final ReaderKeys KEYS = ReaderKeys.of("a secret of all edges");
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final KafkaSettings kafka = TestBroker.shared().withTopics(1);
  private final AtomicReference<KafkaSettings> way = new AtomicReference<>(kafka);
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Outbox outbox =
      new Outbox(
          () -> {
            if (way.get() == null) {
              throw new org.apache.kafka.common.KafkaException("no such host");
            }
            return way.get().sender("readers");
          },
          meters);

  @AfterEach
  void close() {
    outbox.close();
  }

  private Readers readers(ReadersConfig bounds) {
    Topic<Readership> topic = kafka.topics().readership;
    return new Readers("edge", topic, KEYS, bounds, outbox, now::get, meters);
  }

  private static InetAddress address(int number) throws Exception {
    return InetAddress.getByAddress(new byte[] {10, 0, (byte) (number >> 8), (byte) number});
  }

  private List<Readership> told() {
    List<Readership> found = new ArrayList<>();
    TopicPartition partition = new TopicPartition(kafka.topics().readership.name(), 0);
    try (var consumer = kafka.consumer("test", null, Map.of())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(r -> found.add(kafka.topics().readership.value().decode(r.value())));
      }
    }
    return found;
  }

  private static long readersOf(Readership... reports) {
    ReaderSketch all = new ReaderSketch();
    for (Readership report : reports) {
      if (report.getReaders() != null) {
        all.merge(ReaderSketch.parse(report.getReaders()).orElseThrow());
      }
    }
    return all.estimate();
  }

  @Test
  void tellsOnceAnIntervalOfRequestsSinceMorningAndOfReadersSinceTheLast() throws Exception {
    Readers readers = readers(ReadersConfig.DEFAULT);
    readers.answered(URL, new Reader(address(1), "A"));
    readers.answered(URL, new Reader(address(1), "A"));
    readers.answered(URL, new Reader(address(2), "A"));
    now.set(NOON.plusSeconds(60));
    readers.endInterval().join();
    readers.answered(URL, new Reader(address(1), "A"));
    readers.answered(URL, new Reader(address(3), "A"));
    now.set(NOON.plusSeconds(120));
    readers.endInterval().join();
    readers.endInterval().join();

    List<Readership> told = told();
    assertThat(told).extracting(Readership::getRequests).containsExactly(3L, 5L);
    assertThat(told).extracting(Readership::getRun).containsOnly(NOON);
    assertThat(told).extracting(Readership::getFrom).containsExactly(NOON, NOON.plusSeconds(60));
    assertThat(readersOf(told.get(0))).isEqualTo(2);
    assertThat(readersOf(told.get(1))).isEqualTo(2);
    assertThat(readersOf(told.get(0), told.get(1))).isEqualTo(3);
  }

  @Test
  void servicesAreCountedByWhatTheySayAndNeitherTheyNorAddressesAreReaders() throws Exception {
    Readers readers = readers(ReadersConfig.DEFAULT);
    readers.answered(URL, new Reader(address(1), "Feedbin feed-id:1 - 142 subscribers"));
    readers.answered(URL, new Reader(address(2), "Feedbin feed-id:1 - 140 subscribers"));
    readers.answered(URL, new Reader(address(3), "TellTale/77.1 of the reader"));
    readers.endInterval().join();

    Readership told = told().get(0);
    assertThat(told.getRequests()).isEqualTo(3);
    assertThat(told.getServices()).containsExactly(Map.entry("feedbin", 142L));
    assertThat(readersOf(told)).isEqualTo(1);
    byte[] sent = kafka.topics().readership.value().serializer().serialize("t", told);
    assertThat(new String(sent, StandardCharsets.ISO_8859_1)).doesNotContain("TellTale");
  }

  @Test
  void whatKafkaDidNotTakeIsToldWithTheNextInterval() throws Exception {
    Readers readers = readers(ReadersConfig.DEFAULT);
    way.set(null);
    readers.answered(URL, new Reader(address(1), "A"));
    readers.answered(URL, new Reader(address(2), "X 5 subscribers"));
    readers.endInterval().join();
    assertThat(meters.counter("feedmesh.edge.sends", "result", "failed").count()).isEqualTo(1);

    way.set(kafka);
    readers.answered(URL, new Reader(address(3), "A"));
    readers.endInterval().join();

    List<Readership> told = told();
    assertThat(told).extracting(Readership::getRequests).containsExactly(3L);
    assertThat(readersOf(told.get(0))).isEqualTo(2);
    assertThat(told.get(0).getServices()).containsEntry("x", 5L);
  }

  @Test
  void whatKafkaDidNotTakeForDaysIsGivenUp() throws Exception {
    Readers readers = readers(ReadersConfig.DEFAULT);
    way.set(null);
    for (int day = 0; day < 10; day++) {
      now.set(NOON.plus(Duration.ofDays(day)));
      readers.answered(URL, new Reader(address(1), "A"));
      readers.endInterval().join();
    }
    now.set(NOON.minus(Duration.ofDays(100)));
    readers.answered(URL, new Reader(address(1), "A"));
    now.set(NOON.plus(Duration.ofDays(9)));
    readers.answered(URL, new Reader(address(2), "A"));
    readers.endInterval().join();

    way.set(kafka);
    readers.endInterval().join();
    assertThat(told())
        .extracting(r -> r.getDay() + " " + r.getRequests() + " " + readersOf(r))
        .containsExactlyInAnyOrder("2026-11-30 1 1", "2026-12-01 2 2");
  }

  @Test
  void eachDayIsToldApartEvenWhereTheClockGoesBack() throws Exception {
    now.set(Instant.parse("2026-11-22T23:59:30Z"));
    Readers readers = readers(ReadersConfig.DEFAULT);
    readers.answered(URL, new Reader(address(1), "A"));
    now.set(Instant.parse("2026-11-23T00:00:20Z"));
    readers.answered(URL, new Reader(address(1), "A"));
    readers.answered(URL, new Reader(address(2), "A"));
    now.set(Instant.parse("2026-11-22T23:59:50Z"));
    readers.answered(URL, new Reader(address(1), "A"));
    now.set(Instant.parse("2026-11-23T00:00:30Z"));
    readers.endInterval().join();

    List<Readership> told = told();
    assertThat(told)
        .extracting(r -> r.getDay() + " " + r.getRequests() + " " + readersOf(r))
        .containsExactlyInAnyOrder("2026-11-22 2 1", "2026-11-23 2 2");
    assertThat(told).allMatch(r -> !r.getUntil().isBefore(r.getFrom()));
    assertThat(told)
        .filteredOn(r -> r.getDay().equals(LocalDate.parse("2026-11-22")))
        .extracting(Readership::getUntil)
        .containsExactly(Instant.parse("2026-11-23T00:00:00Z"));
    assertThat(readersOf(told.get(0), told.get(1)))
        .as("the same reader is another one on another day")
        .isEqualTo(3);
  }

  @Test
  void feedsAndReadersBeyondTheBoundsAreDroppedAndCounted() throws Exception {
    Readers readers = readers(new ReadersConfig(2, 100));
    for (int feed = 0; feed < 5; feed++) {
      FeedUrl url = FeedUrl.parse("https://example.org/" + feed);
      readers.answered(url, new Reader(address(1), "A"));
      readers.answered(url, new Reader(address(2), "A"));
    }
    readers.endInterval().join();

    assertThat(told()).extracting(Readership::getRequests).containsExactlyInAnyOrder(2L, 2L);
    assertThat(meters.counter("feedmesh.edge.readership.dropped", "what", "feed").count())
        .isEqualTo(6);
    assertThat(readers.total()).hasSize(2);

    for (int reader = 0; reader < 20; reader++) {
      readers.answered(FeedUrl.parse("https://example.org/0"), new Reader(address(reader), "A"));
      readers.answered(FeedUrl.parse("https://example.org/1"), new Reader(address(reader), "A"));
    }
    readers.endInterval().join();
    assertThat(meters.counter("feedmesh.edge.readership.dropped", "what", "reader").count())
        .isPositive();
    assertThat(told()).extracting(Readership::getRequests).contains(22L, 22L);
    readers.answered(URL, new Reader(address(1), "A"));
    readers.answered(FeedUrl.parse("https://example.org/0"), new Reader(address(1), "A"));
    readers.endInterval().join();
    assertThat(readersOf(told().get(4))).as("there is room again").isEqualTo(1);
  }

  @Test
  void countsFromManyThreadsAndIntervalsLoseNothing() throws Exception {
    Readers readers = readers(ReadersConfig.DEFAULT);
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      int first = 1_000 * thread;
      all.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 3_000; i++) {
                  readers.answered(URL, new Reader(uncheckedAddress(first + i % 40), "A"));
                  if (i % 1_000 == 0) {
                    readers.endInterval().join();
                  }
                }
              }));
    }
    all.forEach(CompletableFuture::join);
    readers.endInterval().join();
    readers.endInterval().join();

    List<Readership> told = told();
    assertThat(told.stream().mapToLong(Readership::getRequests).max()).hasValue(12_000);
    assertThat(readersOf(told.toArray(Readership[]::new))).isEqualTo(160);
    assertThat(told).allMatch(r -> readersOf(r) <= r.getRequests());
  }

  private static InetAddress uncheckedAddress(int number) {
    try {
      return address(number);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
