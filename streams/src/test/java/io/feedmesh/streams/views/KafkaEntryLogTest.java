package io.feedmesh.streams.views;

import static io.feedmesh.streams.testing.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaEntryLogTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final Instant start = Instant.now().minus(Duration.ofDays(1));
  private static final int MANY = 5_000;

  private final KafkaSettings kafka = TestBroker.shared().withTopics(1);
  private final Topic<EntryChange> entries = kafka.topics().entries;
  private final TopicPartition partition = new TopicPartition(entries.name(), 0);
  private final AtomicInteger unreadable = new AtomicInteger();
  private final EntryLog log =
      KafkaEntryLog.of(kafka, kafka.id("views"), unreadable::incrementAndGet).open(0);
  private KafkaProducer<String, byte[]> producer;
  private int sent;

  @BeforeEach
  void openProducer() {
    Map<String, Object> config = new HashMap<>(kafka.producerDefaults());
    config.putAll(kafka.common());
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, kafka.id("test"));
    producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    producer.initTransactions();
  }

  @AfterEach
  void close() {
    producer.close();
    log.close();
  }

  /** A transaction with some entries, a second apart; its end takes an offset, too. */
  private void transaction(int count, boolean commit) {
    producer.beginTransaction();
    for (int i = 0; i < count; i++) {
      byte[] value =
          entries.value().serializer().serialize(entries.name(), entry("feed", "e" + sent));
      long at = start.plusSeconds(sent).toEpochMilli();
      var unused =
          producer.send(new ProducerRecord<>(entries.name(), 0, at, "feed " + sent++, value));
    }
    producer.flush();
    if (commit) {
      producer.commitTransaction();
    } else {
      producer.abortTransaction();
    }
  }

  private EntryLog.Logged at(long offset) {
    return await()
        .atMost(PATIENCE)
        .until(() -> log.next(offset, Duration.ofMillis(25)), Optional::isPresent)
        .orElseThrow();
  }

  @Test
  void whatWasCommittedIsReadForwardsBackwardsAndOverWhatWasAborted() {
    transaction(2, true); // offsets 0, 1, and 2 for its end
    transaction(2, false); // 3, 4, 5
    transaction(1, true); // 6, 7

    assertThat(at(0).feedUrl()).isEqualTo("feed 0");
    assertThat(at(1).feedUrl()).isEqualTo("feed 1");
    assertThat(at(1).change().orElseThrow().getEntry().getKey()).isEqualTo("e1");
    assertThat(at(2).offset()).isEqualTo(6);
    assertThat(at(0).feedUrl()).isEqualTo("feed 0");
    assertThat(at(4).feedUrl()).isEqualTo("feed 4");
    assertThat(log.next(8, Duration.ofMillis(25))).isEmpty();
    transaction(1, true);
    assertThat(at(8).feedUrl()).isEqualTo("feed 5");
  }

  @Test
  void farOnesAreJumpedTo() {
    transaction(MANY, true);
    transaction(1, true);

    assertThat(at(0).feedUrl()).isEqualTo("feed 0");
    assertThat(at(MANY - 1).feedUrl()).isEqualTo("feed " + (MANY - 1));
    assertThat(at(MANY).feedUrl()).isEqualTo("feed " + MANY);
    assertThat(at(17).feedUrl()).isEqualTo("feed 17");
  }

  @Test
  void whatIsDeletedIsPassedOver() throws Exception {
    transaction(10, true);
    try (Admin admin = kafka.admin()) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(4))).all().get();
    }

    assertThat(at(0).feedUrl()).isEqualTo("feed 4");
  }

  @Test
  void theFirstSinceAMomentIsFound() {
    transaction(10, true);
    assertThat(at(0).offset()).as("readers see that it was committed").isZero();

    assertThat(log.firstSince(Instant.EPOCH)).contains(0L);
    assertThat(log.firstSince(start.plusMillis(3_500))).contains(4L);
    assertThat(log.firstSince(Instant.now().plus(Duration.ofDays(1)))).isEmpty();
  }

  @Test
  void theAppsLastCommitIsKnown() throws Exception {
    assertThat(log.committed()).isZero();
    try (Admin admin = kafka.admin()) {
      admin
          .alterConsumerGroupOffsets(kafka.id("views"), Map.of(partition, new OffsetAndMetadata(7)))
          .all()
          .get();
    }

    assertThat(log.committed()).isEqualTo(7);
  }

  @Test
  void whatCannotBeReadIsCountedAndPassedOver() {
    producer.beginTransaction();
    var unused =
        producer.send(new ProducerRecord<>(entries.name(), 0, "feed", new byte[] {1, 2, 3}));
    producer.commitTransaction();

    assertThat(at(0).change()).isEmpty();
    assertThat(unreadable).hasValue(1);
  }
}
