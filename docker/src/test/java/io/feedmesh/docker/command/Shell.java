package io.feedmesh.docker.command;

import io.feedmesh.docker.Main;
import io.feedmesh.docker.command.Cli.Result;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.testing.TestBroker;
import java.util.Map;

/** The whole command against topics of one test's own on a real broker. */
public record Shell(KafkaSettings kafka) {
  /** With all topics. */
  public static Shell withTopics() {
    return new Shell(TestBroker.shared().withTopics(2));
  }

  /** Without any. */
  public static Shell withoutTopics() {
    return new Shell(TestBroker.shared().settings(2));
  }

  /** Runs one command. */
  public Result run(String... args) {
    Map<String, String> environment =
        Map.of(
            "FEEDMESH_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
            "FEEDMESH_TOPIC_PREFIX", kafka.topicSettings().prefix(),
            "FEEDMESH_PARTITIONS", "2");
    return Cli.run(Main.commandLine(environment), args);
  }
}
