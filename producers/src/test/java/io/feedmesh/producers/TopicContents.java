package io.feedmesh.producers;

import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** What a topic holds. */
public final class TopicContents {
  private final KafkaSettings kafka;

  public TopicContents(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** All values from the start, once there are at least so many. */
  public <V extends SpecificRecord> List<V> read(Topic<V> topic, int atLeast) {
    List<V> values = new ArrayList<>();
    try (Consumer<String, byte[]> consumer = kafka.consumer("contents", null, Map.of())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(topic.name(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      await()
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(50))
                    .forEach(record -> values.add(topic.value().decode(record.value())));
                return values.size() >= atLeast;
              });
    }
    return values;
  }
}
