package io.feedmesh.docker.bench;

import io.feedmesh.schemas.kafka.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A bare loop over the records of a topic: the limits that the pipeline is held against. */
final class Loop {
  /** What the loop does with one record. */
  interface Step {
    void apply(ConsumerRecord<String, byte[]> record, Out out);
  }

  /** Where it puts what it makes. */
  interface Out {
    void send(String key, byte[] value);
  }

  private final KafkaSettings kafka;
  private final String to;

  Loop(KafkaSettings kafka, String to) {
    this.kafka = kafka;
    this.to = to;
  }

  /** Takes the given number of records from these offsets on, and waits until all is written. */
  long run(Map<TopicPartition, Long> begin, long count, Step step) {
    AtomicReference<Exception> failure = new AtomicReference<>();
    Map<String, Object> config = new HashMap<>(kafka.producerDefaults());
    config.putAll(kafka.common());
    try (Consumer<String, byte[]> consumer = kafka.consumer("bench-loop", null, Map.of());
        Producer<String, byte[]> producer =
            new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      consumer.assign(begin.keySet());
      begin.forEach(consumer::seek);
      Out out = (key, value) -> send(producer, key, value, failure);
      long done = 0;
      while (done < count) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          step.apply(record, out);
          done++;
        }
      }
      producer.flush();
      if (failure.get() != null) {
        throw new IllegalStateException("writing to " + to + " failed", failure.get());
      }
      return done;
    }
  }

  private void send(
      Producer<String, byte[]> producer,
      String key,
      byte[] value,
      AtomicReference<Exception> failure) {
    var unused =
        producer.send(
            new ProducerRecord<>(to, key, value),
            (metadata, error) -> {
              if (error != null) {
                failure.set(error);
              }
            });
  }
}
