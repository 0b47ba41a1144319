package io.feedmesh.docker.command.cluster;

import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.KafkaOptions;
import io.feedmesh.docker.command.Table;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.topic.TopicAdmin;
import io.feedmesh.schemas.topic.TopicAdmin.Found;
import io.feedmesh.schemas.topic.Topics;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code feedmesh topics describe}. */
@Command(
    name = "describe",
    description = "List the catalogue's topics with what the cluster has of them.",
    footer = {"", "Example:", "  feedmesh topics describe --bootstrap-servers kafka1:9092"})
final class TopicsDescribeCommand implements Runnable {
  @Mixin private KafkaOptions options;

  @Override
  public void run() {
    try (Cluster cluster = Cluster.open(options.kafka())) {
      Topics topics = cluster.settings().topics();
      Map<String, Optional<Found>> found =
          new TopicAdmin(cluster.admin(), Cluster.PATIENCE).describe(topics);
      Table table =
          new Table(
              "", "TOPIC", "BY", "VALUE", "CLEANUP", "KEPT", "PARTITIONS", "RECORDS", "PURPOSE");
      for (Topic<?> topic : topics.all()) {
        addRow(table, topic, found.get(topic.name()));
      }
      table.print(options.out());
    }
  }

  /** Cleanup and retention as the cluster has them; the catalogue's where it has no topic. */
  private static void addRow(Table table, Topic<?> topic, Optional<Found> found) {
    Map<String, String> configs = found.map(Found::configs).orElse(topic.configs());
    table.row(
        topic.name(),
        topic.partitionBy().name().toLowerCase(Locale.ROOT),
        topic.valueType().getSimpleName(),
        configs.get("cleanup.policy"),
        kept(configs.get("retention.ms")),
        found.<Object>map(Found::partitions).orElse("missing"),
        found.<Object>map(Found::records).orElse("-"),
        topic.purpose());
  }

  private static String kept(String millis) {
    if (millis == null || millis.startsWith("-")) {
      return "for ever";
    }
    Duration duration = Duration.ofMillis(Long.parseLong(millis));
    return duration.toDays() > 0 ? duration.toDays() + "d" : duration.toHours() + "h";
  }
}
