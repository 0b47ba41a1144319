package io.feedmesh.consumers.replay;

import static io.feedmesh.consumers.json.SampleEntries.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.feedmesh.consumers.json.SampleEntries;
import io.feedmesh.consumers.replay.ReplaySummary.End;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.EntryView;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private final KafkaSettings kafka = TestBroker.shared().withTopics(3);

  @Test
  void givesAllFeedsInTheOrderOfAcceptance() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    List<String> expected = new ArrayList<>();
    try (var producer = producer(Map.of())) {
      for (int i = 0; i < 500; i++) {
        expected.add("t" + i);
        send(producer, "http://f" + random.nextInt(9) + "/", "t" + i, NOON.plusSeconds(i));
      }
    }

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReplaySummary summary = run(ReplayConfig.ALL, out);

    assertThat(titles(out)).isEqualTo(expected);
    assertThat(summary).isEqualTo(new ReplaySummary(500, 0, End.COMPLETE));
  }

  @Test
  void keepsToTheRangeFromItsStartUpToButWithoutItsEnd() throws Exception {
    try (var producer = producer(Map.of())) {
      for (int hour = 0; hour < 48; hour++) {
        send(producer, "http://f" + hour % 5 + "/", "h" + hour, NOON.plusSeconds(hour * 3600L));
      }
    }

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    var unused =
        run(
            new ReplayConfig(
                NOON.plusSeconds(10 * 3600),
                Optional.of(NOON.plusSeconds(13 * 3600)),
                Set.of(),
                Optional.empty(),
                false),
            out);

    assertThat(titles(out)).containsExactly("h10", "h11", "h12");
  }

  @Test
  void anEntryBelongsToTheTimeItWasAcceptedEvenIfItsRecordIsAnHourOff() throws Exception {
    try (var producer = producer(Map.of())) {
      sendAt(producer, "early record", NOON, NOON.minusSeconds(3000));
      sendAt(producer, "late record", NOON, NOON.plusSeconds(3000));
      sendAt(producer, "other time", NOON.plusSeconds(10), NOON);
    }

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    var unused =
        run(
            new ReplayConfig(
                NOON, Optional.of(NOON.plusSeconds(1)), Set.of(), Optional.empty(), false),
            out);

    assertThat(titles(out)).containsExactly("early record", "late record");
  }

  @Test
  void readsOnlyTheFeedsAskedFor() throws Exception {
    try (var producer = producer(Map.of())) {
      for (int i = 0; i < 60; i++) {
        send(producer, "http://f" + i % 20 + "/", "t" + i, NOON.plusSeconds(i));
      }
    }

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Set<FeedUrl> feeds = Set.of(FeedUrl.parse("HTTP://F3:80"), FeedUrl.parse("http://f4/"));
    var unused =
        run(new ReplayConfig(Instant.EPOCH, Optional.empty(), feeds, Optional.empty(), false), out);

    assertThat(titles(out)).containsExactly("t3", "t4", "t23", "t24", "t43", "t44");
  }

  @Test
  void givesWhatOneSubscriberGotWithTheReasons() throws Exception {
    try (RecordSender sender = kafka.sender("test")) {
      for (int i = 0; i < 30; i++) {
        String subscriber = "s" + i % 3;
        var change = SampleEntries.change("http://f" + i % 2 + "/", "t" + i, NOON.plusSeconds(i));
        List<String> reasons = List.of(change.getFeedUrl(), "* kafka");
        sender
            .send(kafka.topics().entryViews, subscriber, new EntryView(subscriber, reasons, change))
            .join();
      }
    }
    Set<FeedUrl> feeds = Set.of(FeedUrl.parse("http://f1/"));

    ByteArrayOutputStream all = new ByteArrayOutputStream();
    var unused = run(subscriber("s1", Set.of()), all);
    ByteArrayOutputStream some = new ByteArrayOutputStream();
    unused = run(subscriber("s1", feeds), some);

    assertThat(titles(all))
        .containsExactly("t1", "t4", "t7", "t10", "t13", "t16", "t19", "t22", "t25", "t28");
    assertThat(titles(some)).containsExactly("t1", "t7", "t13", "t19", "t25");
    assertThat(all.toString(StandardCharsets.UTF_8).lines())
        .allMatch(line -> line.contains("\"* kafka\"]"));
  }

  private static ReplayConfig subscriber(String name, Set<FeedUrl> feeds) {
    return new ReplayConfig(Instant.EPOCH, Optional.empty(), feeds, Optional.of(name), false);
  }

  @Test
  void leavesOutWhatWasNeverCommittedAndCountsWhatNobodyCanRead() throws Exception {
    try (var producer = producer(Map.of("transactional.id", kafka.id("replay-test")))) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, "http://f/", "committed", NOON);
      var unused =
          producer.send(
              new ProducerRecord<>(kafka.topics().entries.name(), "http://f/", bytes("bad")));
      producer.commitTransaction();
      producer.beginTransaction();
      send(producer, "http://f/", "aborted", NOON);
      producer.flush();
      producer.abortTransaction();
    }

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReplaySummary summary = run(ReplayConfig.ALL, out);

    assertThat(titles(out)).containsExactly("committed");
    assertThat(summary).isEqualTo(new ReplaySummary(1, 1, End.COMPLETE));
  }

  @Test
  void givesNothingOfAnEmptyTopic() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThat(run(ReplayConfig.ALL, out)).isEqualTo(new ReplaySummary(0, 0, End.COMPLETE));
    assertThat(out.size()).isZero();
  }

  @Test
  void followsUntilItIsStopped() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Replay replay =
        new Replay(
            kafka,
            new ReplayConfig(Instant.EPOCH, Optional.empty(), Set.of(), Optional.empty(), true));
    try (var producer = producer(Map.of())) {
      send(producer, "http://f1/", "before", NOON);
      producer.flush();
      CompletableFuture<ReplaySummary> run = CompletableFuture.supplyAsync(() -> run(replay, out));
      await().until(() -> out.size() > 0);
      send(producer, "http://f2/", "after", NOON.plusSeconds(1));
      await().until(() -> titles(out).size() == 2);
      replay.stop();

      assertThat(run.get(10, TimeUnit.SECONDS)).isEqualTo(new ReplaySummary(2, 0, End.STOPPED));
    }
    assertThat(titles(out)).containsExactly("before", "after");
  }

  @Test
  void endsQuietlyWhenItsReaderGoesAway() throws Exception {
    try (var producer = producer(Map.of())) {
      for (int i = 0; i < 1000; i++) {
        send(producer, "http://f/", "t" + i, NOON.plusSeconds(i));
      }
    }
    PipedOutputStream out = new PipedOutputStream();
    new PipedInputStream(out).close();

    assertThat(run(ReplayConfig.ALL, out).end()).isEqualTo(End.OUTPUT_CLOSED);
  }

  @Test
  void failsWhenWritingFails() throws Exception {
    try (var producer = producer(Map.of())) {
      send(producer, "http://f/", "t", NOON);
    }
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    assertThatThrownBy(() -> run(ReplayConfig.ALL, full))
        .hasRootCauseMessage("No space left on device");
  }

  @Test
  void saysWhenTheTopicIsMissing() {
    KafkaSettings without = TestBroker.shared().settings(1);

    assertThatThrownBy(() -> new Replay(without, ReplayConfig.ALL).run(new ByteArrayOutputStream()))
        .hasMessageContaining("entries is not on this cluster")
        .hasMessageContaining("feedmesh topics create");
  }

  @Test
  void refusesRangesThatCannotBe() {
    assertThatThrownBy(
            () ->
                new ReplayConfig(
                    NOON, Optional.of(NOON.minusSeconds(1)), Set.of(), Optional.empty(), false))
        .hasMessageContaining("--to must not be before --from");
    assertThatThrownBy(
            () -> new ReplayConfig(NOON, Optional.of(NOON), Set.of(), Optional.empty(), true))
        .hasMessageContaining("--follow");
  }

  private ReplaySummary run(ReplayConfig config, OutputStream out) {
    return run(new Replay(kafka, config), out);
  }

  private static ReplaySummary run(Replay replay, OutputStream out) {
    try {
      return replay.run(out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> titles(ByteArrayOutputStream out) throws IOException {
    List<String> titles = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      JsonNode entry = MAPPER.readTree(line);
      titles.add(entry.path("title").asText());
    }
    return titles;
  }

  private KafkaProducer<String, byte[]> producer(Map<String, Object> more) {
    Map<String, Object> config = new java.util.HashMap<>(kafka.common());
    config.put("partitioner.class", io.feedmesh.schemas.topic.CataloguePartitioner.class.getName());
    config.put("feedmesh.topic.prefix", kafka.topicSettings().prefix());
    config.putAll(more);
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  private void send(
      KafkaProducer<String, byte[]> producer, String feed, String title, Instant acceptedAt) {
    EntryChange change = SampleEntries.change(feed, title, acceptedAt);
    send(producer, feed, change, acceptedAt);
  }

  private void sendAt(
      KafkaProducer<String, byte[]> producer, String title, Instant acceptedAt, Instant record) {
    send(producer, "http://f/", SampleEntries.change("http://f/", title, acceptedAt), record);
  }

  private void send(
      KafkaProducer<String, byte[]> producer, String key, EntryChange change, Instant record) {
    var topic = kafka.topics().entries;
    var unused =
        producer.send(
            new ProducerRecord<>(
                topic.name(), null, record.toEpochMilli(), key, topic.value().encode(change)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
