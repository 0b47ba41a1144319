package io.feedmesh.consumers.replay;

import io.feedmesh.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Which offsets of which partitions a replay reads. Kafka finds them by the records' timestamps,
 * which are near the entries' {@code acceptedAt} but not equal to it and not in strict order, so
 * the range is wider by {@link #MARGIN} on both sides, and {@link Replay} then goes by {@code
 * acceptedAt}.
 */
final class Ranges {
  /** How far a record's timestamp may be from its entry's {@code acceptedAt}. */
  static final Duration MARGIN = Duration.ofHours(1);

  private static final long LAST_SECOND = Instant.parse("9999-12-31T00:00:00Z").getEpochSecond();

  private final Map<TopicPartition, Long> ends;
  private final Map<Integer, TopicPartition> byNumber;
  private final Set<String> keys;
  private final boolean follow;

  private Ranges(Map<TopicPartition, Long> ends, Set<String> keys, boolean follow) {
    this.ends = ends;
    this.keys = keys;
    this.follow = follow;
    this.byNumber =
        ends.keySet().stream().collect(Collectors.toMap(TopicPartition::partition, p -> p));
  }

  /** Assigns the partitions that can hold what is asked for, and goes to where it starts. */
  static Ranges find(Consumer<String, byte[]> consumer, Topic<?> topic, ReplayConfig config) {
    List<TopicPartition> partitions = partitions(consumer, topic, config.keys());
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
    Map<TopicPartition, Long> starts = at(consumer, partitions, config.from().minus(MARGIN), ends);
    config
        .to()
        .ifPresent(to -> ends.putAll(at(consumer, partitions, to.plus(MARGIN), Map.copyOf(ends))));
    if (config.from().equals(Instant.EPOCH)) {
      consumer.seekToBeginning(partitions);
    } else {
      starts.forEach(consumer::seek);
    }
    return new Ranges(ends, config.keys(), config.follow());
  }

  /** Numbers of the partitions that are read. */
  List<Integer> partitions() {
    return byNumber.keySet().stream().sorted().toList();
  }

  /** Whether a record is of a key and range asked for. */
  boolean wants(ConsumerRecord<String, byte[]> record) {
    long end = ends.get(byNumber.get(record.partition()));
    return (follow || record.offset() < end) && (keys.isEmpty() || keys.contains(record.key()));
  }

  /** Whether a partition has not been read up to its end yet. */
  boolean open(Consumer<String, byte[]> consumer, int partition) {
    TopicPartition p = byNumber.get(partition);
    return consumer.position(p) < ends.get(p);
  }

  /** Whether all have. */
  boolean done(Consumer<String, byte[]> consumer) {
    return byNumber.keySet().stream().noneMatch(p -> open(consumer, p));
  }

  private static Map<TopicPartition, Long> at(
      Consumer<String, byte[]> consumer,
      List<TopicPartition> partitions,
      Instant time,
      Map<TopicPartition, Long> otherwise) {
    long millis = millis(time);
    Map<TopicPartition, OffsetAndTimestamp> found =
        consumer.offsetsForTimes(
            partitions.stream().collect(Collectors.toMap(p -> p, p -> millis)));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp at = found.get(partition);
      offsets.put(partition, at == null ? otherwise.get(partition) : at.offset());
    }
    return offsets;
  }

  /** Kafka knows no times before 1970, and a long no end of time. */
  private static long millis(Instant time) {
    return time.isBefore(Instant.EPOCH)
        ? 0
        : time.getEpochSecond() > LAST_SECOND ? LAST_SECOND * 1000 : time.toEpochMilli();
  }

  private static List<TopicPartition> partitions(
      Consumer<String, byte[]> consumer, Topic<?> topic, Set<String> keys) {
    var infos = consumer.partitionsFor(topic.name());
    int count = infos == null ? 0 : infos.size();
    if (count == 0) {
      throw new IllegalStateException(
          "the topic "
              + topic.name()
              + " is not on this cluster: check --bootstrap-servers and the topic prefix, or create"
              + " the topics with 'feedmesh topics create'");
    }
    IntStream numbers =
        keys.isEmpty()
            ? IntStream.range(0, count)
            : keys.stream().mapToInt(key -> topic.partition(key, count)).distinct();
    return numbers.mapToObj(n -> new TopicPartition(topic.name(), n)).toList();
  }
}
