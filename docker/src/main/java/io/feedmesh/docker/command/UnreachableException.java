package io.feedmesh.docker.command;

import io.feedmesh.schemas.kafka.KafkaSettings;

/** No cluster answers where one should be. */
public final class UnreachableException extends CommandException {
  private static final long serialVersionUID = 1;

  UnreachableException(KafkaSettings kafka, Throwable cause) {
    super(
        "cannot reach a Kafka cluster at "
            + kafka.bootstrapServers()
            + ": start one with './feedmesh up', or name another with --bootstrap-servers",
        cause);
  }
}
