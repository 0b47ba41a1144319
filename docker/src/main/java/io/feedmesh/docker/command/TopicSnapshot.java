package io.feedmesh.docker.command;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordReader;
import io.feedmesh.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What a topic holds now: read once to its present end. */
public final class TopicSnapshot {
  private static final Duration POLL = Duration.ofMillis(200);

  private TopicSnapshot() {}

  /**
   * Keys that have a value.
   *
   * @param keys those seen
   * @param complete whether the end was reached in time
   */
  public record Keys(Set<String> keys, boolean complete) {}

  /**
   * The last value of each key, in the order of keys; unreadable values are logged and left out.
   *
   * @throws CommandException if the cluster stops answering
   */
  public static <V extends SpecificRecord> Map<String, V> values(
      KafkaSettings kafka, Topic<V> topic) {
    Map<String, V> values = new TreeMap<>();
    RecordReader reader = new RecordReader(() -> {});
    read(
        kafka,
        topic,
        Instant.EPOCH,
        Optional.empty(),
        record -> {
          Optional<V> value = reader.read(topic, record);
          value.ifPresentOrElse(
              v -> values.put(record.key(), v), () -> values.remove(record.key()));
        });
    return values;
  }

  /**
   * The keys that have a value, without decoding any.
   *
   * @param budget how long to read at most; what was not reached by then is missing
   */
  public static Keys keys(KafkaSettings kafka, Topic<?> topic, Duration budget) {
    Set<String> keys = new HashSet<>();
    boolean complete =
        read(
            kafka,
            topic,
            Instant.EPOCH,
            Optional.of(budget),
            record -> {
              if (record.value() == null) {
                keys.remove(record.key());
              } else {
                keys.add(record.key());
              }
            });
    return new Keys(keys, complete);
  }

  /**
   * Each record whose timestamp is not before that moment, in the order of each partition.
   *
   * @throws CommandException if the cluster stops answering
   */
  public static void since(
      KafkaSettings kafka,
      Topic<?> topic,
      Instant from,
      java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
    read(kafka, topic, from, Optional.empty(), each);
  }

  private static boolean read(
      KafkaSettings kafka,
      Topic<?> topic,
      Instant from,
      Optional<Duration> budget,
      java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
    try (Consumer<String, byte[]> consumer = kafka.consumer(kafka.id("command"), null, Map.of())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      skip(consumer, ends, from);
      long start = System.nanoTime();
      long progress = start;
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        var records = consumer.poll(POLL);
        records.forEach(each);
        long now = System.nanoTime();
        progress = records.isEmpty() ? progress : now;
        if (budget.isPresent() && now - start > budget.get().toNanos()) {
          return false;
        }
        if (now - progress > Cluster.PATIENCE.toNanos()) {
          throw new CommandException(
              kafka.bootstrapServers() + " stopped answering while " + topic.name() + " was read");
        }
      }
      return true;
    }
  }

  /** Past the records from before that moment. */
  private static void skip(
      Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends, Instant from) {
    long millis = from.toEpochMilli();
    if (millis <= 0) {
      return;
    }
    Map<TopicPartition, Long> times = new HashMap<>();
    ends.keySet().forEach(partition -> times.put(partition, millis));
    consumer
        .offsetsForTimes(times)
        .forEach(
            (partition, found) ->
                consumer.seek(partition, found == null ? ends.get(partition) : found.offset()));
  }
}
