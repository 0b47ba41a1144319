package io.feedmesh.streams.views;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordReader;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads committed entries with a consumer of its own, which belongs to no group. */
public final class KafkaEntryLog implements EntryLog {
  /** Records that are rather read over than jumped over. */
  private static final long NEAR = 2_000;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Map<String, Object> SETTINGS =
      Map.of(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20);

  private final Consumer<String, byte[]> consumer;
  private final TopicPartition partition;
  private final Topic<EntryChange> entries;
  private final RecordReader reader;
  private final Deque<ConsumerRecord<String, byte[]>> ahead = new ArrayDeque<>();
  private long asked = -1;

  private KafkaEntryLog(KafkaSettings kafka, String group, int partition, RecordReader reader) {
    this.reader = reader;
    this.entries = kafka.topics().entries;
    this.partition = new TopicPartition(entries.name(), partition);
    this.consumer = kafka.consumer(group + "-backfill-" + partition, group, SETTINGS);
    consumer.assign(List.of(this.partition));
  }

  /**
   * The logs of an app.
   *
   * @param group the app's consumer group
   * @param unreadable told of each record that cannot be read
   */
  public static Source of(KafkaSettings kafka, String group, Runnable unreadable) {
    RecordReader reader = new RecordReader(unreadable);
    return partition -> new KafkaEntryLog(kafka, group, partition, reader);
  }

  private final class Read implements Logged {
    private final ConsumerRecord<String, byte[]> record;

    Read(ConsumerRecord<String, byte[]> record) {
      this.record = record;
    }

    @Override
    public long offset() {
      return record.offset();
    }

    @Override
    public String feedUrl() {
      return record.key();
    }

    @Override
    public Optional<EntryChange> change() {
      return reader.read(entries, record);
    }
  }

  @Override
  public long committed() {
    var committed = consumer.committed(Set.of(partition), PATIENCE).get(partition);
    return committed == null ? 0 : committed.offset();
  }

  @Override
  public Optional<Long> firstSince(Instant moment) {
    var found = consumer.offsetsForTimes(Map.of(partition, moment.toEpochMilli()), PATIENCE);
    return Optional.ofNullable(found.get(partition)).map(at -> at.offset());
  }

  @Override
  public Optional<Logged> next(long offset, Duration patience) {
    if (asked < 0 || offset < asked) {
      jump(offset);
    }
    asked = offset;
    dropBefore(offset);
    if (ahead.isEmpty()) {
      if (offset > consumer.position(partition, PATIENCE) + NEAR) {
        jump(offset);
      }
      consumer.poll(patience).records(partition).forEach(ahead::add);
      dropBefore(offset);
    }
    return Optional.ofNullable(ahead.peek()).map(Read::new);
  }

  private void jump(long offset) {
    ahead.clear();
    consumer.seek(partition, offset);
  }

  private void dropBefore(long offset) {
    while (!ahead.isEmpty() && ahead.peek().offset() < offset) {
      ahead.remove();
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
