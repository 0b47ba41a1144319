package io.feedmesh.streams.testing;

import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Reads the committed records of one topic of a real broker, from its beginning. */
public final class TopicTap<V extends SpecificRecord> implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaSettings kafka;
  private final Topic<V> topic;
  private final Consumer<String, byte[]> consumer;
  private final Queue<Taken<V>> taken = new ArrayDeque<>();

  /** A record. */
  public record Taken<V>(String key, V value) {}

  public TopicTap(KafkaSettings kafka, Topic<V> topic) {
    this.kafka = kafka;
    this.topic = topic;
    this.consumer = kafka.consumer("tap", null, Map.of());
    consumer.assign(partitions(topic));
    consumer.seekToBeginning(consumer.assignment());
  }

  /** The next record; fails when none comes within 30 s. */
  public Taken<V> next() {
    await("a record on " + topic.name()).atMost(PATIENCE).until(() -> !poll().isEmpty());
    return taken.remove();
  }

  /** Whether no record is left or comes within half a second. */
  public boolean nothingMore() {
    consumer.poll(Duration.ofMillis(500)).forEach(r -> taken.add(null));
    return taken.isEmpty();
  }

  /** Waits until a group has committed everything that is on a topic. */
  public void awaitCommitted(String group, Topic<?> source) {
    try (Admin admin = kafka.admin()) {
      await(group + " commits")
          .atMost(PATIENCE)
          .until(
              () -> {
                Map<TopicPartition, OffsetAndMetadata> committed =
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(source));
                return ends.entrySet().stream()
                    .allMatch(
                        end ->
                            end.getValue() == 0
                                || (committed.containsKey(end.getKey())
                                    && committed.get(end.getKey()).offset() >= end.getValue()));
              });
    }
  }

  private Queue<Taken<V>> poll() {
    if (taken.isEmpty()) {
      consumer
          .poll(Duration.ofMillis(100))
          .forEach(r -> taken.add(new Taken<>(r.key(), topic.value().decode(r.value()))));
    }
    return taken;
  }

  private List<TopicPartition> partitions(Topic<?> of) {
    return consumer.partitionsFor(of.name()).stream()
        .map(p -> new TopicPartition(p.topic(), p.partition()))
        .collect(Collectors.toList());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
