package io.feedmesh.schemas.kafka;

import io.feedmesh.schemas.topic.Topic;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Sends records to topics of the catalogue: acknowledged by all replicas, each in the partition the
 * catalogue says. What a send returns is the only word on whether it arrived: never ignore it. Safe
 * for use by several threads.
 */
public final class RecordSender implements AutoCloseable {
  private final Producer<String, byte[]> producer;

  RecordSender(Producer<String, byte[]> producer) {
    this.producer = producer;
  }

  /**
   * Sends one record; a null value is a tombstone.
   *
   * @return completes when all replicas have it, or with Kafka's error; its stages run on the
   *     producer's thread, so they must not block
   */
  public <V extends SpecificRecord> CompletableFuture<RecordMetadata> send(
      Topic<V> topic, String key, V value) {
    CompletableFuture<RecordMetadata> sent = new CompletableFuture<>();
    try {
      var unused =
          producer.send(
              new ProducerRecord<>(topic.name(), key, topic.value().encode(value)),
              (metadata, failure) -> {
                if (failure == null) {
                  sent.complete(metadata);
                } else {
                  sent.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      sent.completeExceptionally(e); // too large, no metadata in time, closed
    }
    return sent;
  }

  /** Waits until everything sent so far has been acknowledged or has failed. */
  public void flush() {
    producer.flush();
  }

  /** Waits up to 5 s for what is under way. */
  @Override
  public void close() {
    close(Duration.ofSeconds(5));
  }

  /** Waits up to the given time for what is under way, then fails it. */
  public void close(Duration patience) {
    producer.close(patience);
  }
}
