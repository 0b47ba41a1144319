package io.feedmesh.docker.bench;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Puts changes on their topic for the loops and the pipeline to read. */
final class Changes {
  private static final int BATCH = 1000;

  private final KafkaSettings kafka;
  private final Topic<Change> topic;

  Changes(KafkaSettings kafka) {
    this.kafka = kafka;
    this.topic = kafka.topics().changes;
  }

  /** Where the topic ends now, by partition. */
  Map<TopicPartition, Long> end() {
    try (Consumer<String, byte[]> consumer = kafka.consumer("bench-end", null, Map.of())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(part -> new TopicPartition(topic.name(), part.partition()))
              .toList();
      return new HashMap<>(consumer.endOffsets(partitions));
    }
  }

  /** Writes these versions of so many feeds, feed by feed within a version, some times over. */
  long load(int feeds, int firstVersion, int versions, int times) {
    List<CompletableFuture<?>> sent = new ArrayList<>();
    long count = 0;
    try (RecordSender sender = kafka.sender("bench-load")) {
      for (int time = 0; time < times; time++) {
        for (int version = firstVersion; version < firstVersion + versions; version++) {
          for (int feed = 0; feed < feeds; feed++) {
            Change change = SyntheticFeeds.change(feed, version);
            sent.add(sender.send(topic, change.getFeedUrl(), change));
            if (++count % BATCH == 0) {
              CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new)).join();
              sent.clear();
            }
          }
        }
      }
      CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new)).join();
    }
    return count;
  }
}
