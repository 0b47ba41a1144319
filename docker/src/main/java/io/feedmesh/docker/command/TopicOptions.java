package io.feedmesh.docker.command;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.TopicSettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Options of every command that knows its cluster already; a picocli mixin. */
public class TopicOptions extends CommonOptions {
  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      defaultValue = "feedmesh.",
      description = "What all topics' names start with (default: ${DEFAULT-VALUE}).")
  private String topicPrefix;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "6",
      description = "Partitions of topics to be created (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--entries-retention",
      paramLabel = "D",
      defaultValue = "30d",
      description = "How long entries are kept, 0d for ever (default: ${DEFAULT-VALUE}).")
  private Duration entriesRetention;

  /** The given cluster under these options and the file's {@code kafka.*} properties. */
  public final KafkaSettings kafka(String bootstrapServers) {
    return checked(
        () ->
            new KafkaSettings(
                bootstrapServers,
                new TopicSettings(topicPrefix, partitions, entriesRetention),
                kafkaProperties()));
  }
}
