package io.feedmesh.consumers.live;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts records on a topic that are none. */
final class Poison {
  private Poison() {}

  static void send(KafkaSettings kafka, Topic<?> topic, String key) {
    byte[] value = "no record".getBytes(StandardCharsets.UTF_8);
    try (var producer =
        new KafkaProducer<>(kafka.common(), new StringSerializer(), new ByteArraySerializer())) {
      int partitions = producer.partitionsFor(topic.name()).size();
      producer
          .send(new ProducerRecord<>(topic.name(), topic.partition(key, partitions), key, value))
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
