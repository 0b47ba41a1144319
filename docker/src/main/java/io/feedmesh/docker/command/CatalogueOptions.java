package io.feedmesh.docker.command;

import io.feedmesh.schemas.topic.TopicSettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Options of commands that make topics or compare them with what they should be; a mixin. */
public final class CatalogueOptions extends KafkaOptions {
  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "6",
      description = "Partitions of each topic (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--entries-retention",
      paramLabel = "D",
      defaultValue = "30d",
      description = "How long entries are kept, 0d for ever (default: ${DEFAULT-VALUE}).")
  private Duration entriesRetention;

  @Override
  TopicSettings topicSettings() {
    return new TopicSettings(super.topicSettings().prefix(), partitions, entriesRetention);
  }
}
