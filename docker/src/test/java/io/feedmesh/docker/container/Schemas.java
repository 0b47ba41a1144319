package io.feedmesh.docker.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.Topic;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The schemas that the records on a topic name: Avro's single-object encoding begins with one. */
final class Schemas {
  private Schemas() {}

  /** Checks that all are the catalogue's; gives how many records there were. */
  static long check(KafkaSettings kafka, Topic<?> topic) {
    long expected =
        SchemaNormalization.parsingFingerprint64(SpecificData.get().getSchema(topic.valueType()));
    long records = 0;
    try (Consumer<String, byte[]> consumer = kafka.consumer("test-schemas", null, Map.of())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(part -> new TopicPartition(topic.name(), part.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          if (record.value() != null) {
            ByteBuffer value = ByteBuffer.wrap(record.value()).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(value.getShort() & 0xffff).as(topic.name()).isEqualTo(0x01c3);
            assertThat(value.getLong()).as(topic.name()).isEqualTo(expected);
            records++;
          }
        }
      }
    }
    return records;
  }
}
