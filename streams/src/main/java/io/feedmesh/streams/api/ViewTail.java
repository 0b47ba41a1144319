package io.feedmesh.streams.api;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordReader;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.EntryView;
import io.feedmesh.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The newest entries of a subscriber's view: looks at the last records of its partition. Safe for
 * use by several threads.
 */
final class ViewTail {
  /** Records of the partition that are looked at: others' views are among them. */
  static final int LOOKED_AT = 5_000;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KafkaSettings kafka;
  private final Topic<EntryView> views;

  ViewTail(KafkaSettings kafka) {
    this.kafka = kafka;
    this.views = kafka.topics().entryViews;
  }

  /** At most so many, the newest last. */
  List<Map<String, Object>> last(String subscriber, int most) {
    Deque<Map<String, Object>> found = new ArrayDeque<>();
    try (Consumer<String, byte[]> consumer = kafka.consumer("feedmesh-api", null, Map.of())) {
      int partitions = consumer.partitionsFor(views.name(), PATIENCE).size();
      TopicPartition partition =
          new TopicPartition(views.name(), views.partitionBy().partition(subscriber, partitions));
      long begin = consumer.beginningOffsets(List.of(partition), PATIENCE).get(partition);
      long end = consumer.endOffsets(List.of(partition), PATIENCE).get(partition);
      consumer.assign(List.of(partition));
      consumer.seek(partition, Math.max(begin, end - LOOKED_AT));
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (consumer.position(partition, PATIENCE) < end && System.nanoTime() < deadline) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          if (subscriber.equals(record.key())) {
            read(record).ifPresent(found::add);
          }
          if (found.size() > most) {
            found.remove();
          }
        }
      }
    }
    return new ArrayList<>(found);
  }

  private Optional<Map<String, Object>> read(ConsumerRecord<String, byte[]> record) {
    return new RecordReader(() -> {}).read(views, record).map(ViewTail::described);
  }

  private static Map<String, Object> described(EntryView view) {
    EntryChange change = view.getChange();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("kind", change.getKind().name().toLowerCase(Locale.ROOT));
    entry.put("feed", change.getFeedUrl());
    entry.put("title", change.getEntry().getTitle());
    entry.put("link", change.getEntry().getLink());
    entry.put("acceptedAt", change.getAcceptedAt().toString());
    entry.put("reasons", view.getReasons());
    return entry;
  }
}
