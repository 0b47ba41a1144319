package io.feedmesh.streams.app;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.TopicAdmin;
import io.feedmesh.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;

/** The catalogue as the cluster has it, checked before a topology is built on it. */
final class SourceTopics {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private SourceTopics() {}

  /**
   * The catalogue with the number of partitions that the cluster has.
   *
   * @throws IllegalStateException if topics are missing or differ in their partitions
   */
  static Topics check(KafkaSettings kafka) {
    Topics topics = kafka.topics();
    try (Admin admin = kafka.admin()) {
      Map<String, Integer> partitions = new TreeMap<>();
      new TopicAdmin(admin, TIMEOUT)
          .describe(topics)
          .forEach((name, found) -> partitions.put(name, partitions(name, found)));
      int count = partitions.values().iterator().next();
      if (partitions.values().stream().anyMatch(n -> n != count)) {
        throw new IllegalStateException(
            "topics: expected the same number of partitions for all, because the apps join them,"
                + " found "
                + partitions
                + "; run 'feedmesh topics check'");
      }
      return new Topics(topics.settings().withPartitions(count));
    }
  }

  private static int partitions(String name, Optional<TopicAdmin.Found> found) {
    return found
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "topic " + name + " is missing; run 'feedmesh topics create'"))
        .partitions();
  }
}
