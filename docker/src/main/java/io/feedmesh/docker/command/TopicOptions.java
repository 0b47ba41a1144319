package io.feedmesh.docker.command;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.TopicSettings;
import picocli.CommandLine.Option;

/** Options of every command that knows its cluster already; a picocli mixin. */
public class TopicOptions extends CommonOptions {
  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      defaultValue = "feedmesh.",
      description = "What all topics' names start with (default: ${DEFAULT-VALUE}).")
  private String topicPrefix;

  /** The catalogue's, under that prefix. */
  TopicSettings topicSettings() {
    return TopicSettings.DEFAULT.withPrefix(topicPrefix);
  }

  /** The given cluster under these options and the file's {@code kafka.*} properties. */
  public final KafkaSettings kafka(String bootstrapServers) {
    return checked(() -> new KafkaSettings(bootstrapServers, topicSettings(), kafkaProperties()));
  }
}
