package io.feedmesh.docker.command;

import io.feedmesh.schemas.kafka.KafkaSettings;
import picocli.CommandLine.Option;

/** Options of every command that talks to a Kafka cluster; a picocli mixin. */
public class KafkaOptions extends TopicOptions {
  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT[,...]",
      defaultValue = "localhost:9092",
      description = "The Kafka cluster (default: ${DEFAULT-VALUE}).")
  private String bootstrapServers;

  /** How to reach the cluster; does not connect. */
  public final KafkaSettings kafka() {
    return kafka(bootstrapServers);
  }
}
