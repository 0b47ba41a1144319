package io.feedmesh.docker.system;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordReader;
import io.feedmesh.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads what is committed on a topic, from its beginning to its present end. */
final class EntriesLog {
  private EntriesLog() {}

  static <V extends SpecificRecord> List<V> read(KafkaSettings kafka, Topic<V> topic) {
    List<V> values = new ArrayList<>();
    RecordReader reader = new RecordReader(() -> values.add(null));
    try (Consumer<String, byte[]> consumer = kafka.consumer("test-log", null, Map.of())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(part -> new TopicPartition(topic.name(), part.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          reader.read(topic, record).ifPresent(values::add);
        }
      }
    }
    return values;
  }
}
