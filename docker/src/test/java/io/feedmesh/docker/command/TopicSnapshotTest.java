package io.feedmesh.docker.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicSnapshotTest {
  private final KafkaSettings kafka = TestBroker.shared().withTopics(3);
  private final Topic<Subscription> topic = kafka.topics().subscriptions;

  private final KafkaProducer<String, byte[]> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", kafka.bootstrapServers()),
          new StringSerializer(),
          new ByteArraySerializer());

  @AfterEach
  void close() {
    producer.close();
  }

  @Test
  void anEmptyTopicHoldsNothing() {
    assertThat(TopicSnapshot.values(kafka, topic)).isEmpty();
    assertThat(TopicSnapshot.keys(kafka, topic, Duration.ofSeconds(20)))
        .isEqualTo(new TopicSnapshot.Keys(Set.of(), true));
  }

  @Test
  void holdsTheLastValueOfEachKeyOverAllPartitionsInTheOrderOfKeys() {
    for (int i = 0; i < 20; i++) {
      send(key(i), value(i, "first"));
      send(key(i), value(i, "last"));
    }

    Map<String, Subscription> values = TopicSnapshot.values(kafka, topic);

    assertThat(values).hasSize(20);
    assertThat(List.copyOf(values.keySet())).isSorted();
    assertThat(values.values()).allMatch(value -> value.getCreatedBy().equals("last"));
  }

  @Test
  void aTombstoneTakesItsKeyAwayAndAValueAfterItBringsItBack() {
    send(key(1), value(1, "x"));
    send(key(2), value(2, "x"));
    send(key(1), null);
    send(key(2), null);
    send(key(2), value(2, "again"));

    assertThat(TopicSnapshot.values(kafka, topic)).containsOnlyKeys(key(2));
    assertThat(TopicSnapshot.keys(kafka, topic, Duration.ofSeconds(20)).keys())
        .containsExactly(key(2));
  }

  @Test
  void whatNobodyCanReadIsLeftOutOfValuesButItsKeyIsThere() {
    send(key(1), value(1, "x"));
    send(key(1), "no Avro".getBytes(StandardCharsets.UTF_8));
    send(key(2), value(2, "x"));

    assertThat(TopicSnapshot.values(kafka, topic)).containsOnlyKeys(key(2));
    assertThat(TopicSnapshot.keys(kafka, topic, Duration.ofSeconds(20)).keys())
        .containsExactlyInAnyOrder(key(1), key(2));
  }

  @Test
  void aBudgetThatIsOverGivesWhatWasReadAndSaysSo() {
    for (int i = 0; i < 50; i++) {
      send(key(i), value(i, "x"));
    }

    TopicSnapshot.Keys some = TopicSnapshot.keys(kafka, topic, Duration.ZERO);

    assertThat(some.complete()).isFalse();
    assertThat(some.keys()).hasSizeLessThanOrEqualTo(50);
  }

  private static String key(int i) {
    return "https://h" + i + ".example/ edge";
  }

  private byte[] value(int i, String by) {
    return topic
        .value()
        .encode(
            Subscription.newBuilder()
                .setFeedUrl("https://h" + i + ".example/")
                .setSubscriber("edge")
                .setWants(List.of(Wanted.DOCUMENTS))
                .setLeaseUntil(Instant.EPOCH)
                .setCreatedAt(Instant.EPOCH)
                .setCreatedBy(by)
                .build());
  }

  private void send(String key, byte[] value) {
    try {
      int partition = topic.partition(key, 3);
      producer.send(new ProducerRecord<>(topic.name(), partition, key, value)).get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
