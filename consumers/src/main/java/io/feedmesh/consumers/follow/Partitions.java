package io.feedmesh.consumers.follow;

import io.feedmesh.schemas.topic.Topic;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** All of a topic, for those who need it whole. */
public final class Partitions {
  private Partitions() {}

  /**
   * Makes a consumer read all partitions from their beginnings.
   *
   * @throws KafkaException if there is no such topic
   */
  public static List<TopicPartition> fromBeginning(Consumer<?, ?> consumer, Topic<?> topic) {
    List<TopicPartition> all =
        consumer.partitionsFor(topic.name()).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    if (all.isEmpty()) {
      throw new KafkaException("there is no topic " + topic.name() + "; feedmesh topics create");
    }
    consumer.assign(all);
    consumer.seekToBeginning(all);
    return all;
  }
}
