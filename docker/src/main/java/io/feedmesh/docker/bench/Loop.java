package io.feedmesh.docker.bench;

import io.feedmesh.schemas.kafka.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
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

  private static final String NAME = "bench-loop";

  private final KafkaSettings kafka;
  private final String to;
  private final Duration commits;

  Loop(KafkaSettings kafka, String to) {
    this(kafka, to, Duration.ZERO);
  }

  /**
   * One that commits what it read and wrote in one transaction, as often as that.
   *
   * @param commits zero for no transactions
   */
  Loop(KafkaSettings kafka, String to, Duration commits) {
    this.kafka = kafka;
    this.to = to;
    this.commits = commits;
  }

  /** Takes the given number of records from these offsets on, and waits until all is written. */
  long run(Map<TopicPartition, Long> begin, long count, Step step) {
    AtomicReference<Exception> failure = new AtomicReference<>();
    Map<String, Object> config = new HashMap<>(kafka.producerDefaults());
    boolean transactional = !commits.isZero();
    if (transactional) {
      config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, NAME);
      config.put(ProducerConfig.LINGER_MS_CONFIG, (int) commits.toMillis());
    }
    config.putAll(kafka.common());
    String group = transactional ? kafka.id(NAME) : null;
    try (Consumer<String, byte[]> consumer = kafka.consumer(NAME, group, Map.of());
        Producer<String, byte[]> producer =
            new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      if (transactional) {
        producer.initTransactions();
        producer.beginTransaction();
      }
      consumer.assign(begin.keySet());
      begin.forEach(consumer::seek);
      Out out = (key, value) -> send(producer, key, value, failure);
      long done = 0;
      long committed = System.nanoTime();
      while (done < count) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          step.apply(record, out);
          done++;
        }
        if (transactional && System.nanoTime() - committed > commits.toNanos()) {
          commit(consumer, producer);
          producer.beginTransaction();
          committed = System.nanoTime();
        }
      }
      if (transactional) {
        commit(consumer, producer);
      }
      producer.flush();
      if (failure.get() != null) {
        throw new IllegalStateException("writing to " + to + " failed", failure.get());
      }
      return done;
    }
  }

  private static void commit(Consumer<String, byte[]> consumer, Producer<String, byte[]> producer) {
    Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      read.put(partition, new OffsetAndMetadata(consumer.position(partition)));
    }
    producer.sendOffsetsToTransaction(read, consumer.groupMetadata());
    producer.commitTransaction();
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
