package io.feedmesh.docker.bench.broker;

import io.feedmesh.docker.broker.EmbeddedBroker;
import io.feedmesh.docker.broker.EmbeddedBrokerConfig;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.TopicAdmin;
import io.feedmesh.schemas.topic.TopicSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A broker of its own for a benchmark, with the catalogue's topics of two partitions, and one that
 * loops write to. Safe for use by several threads.
 *
 * @param broker in this process
 * @param kafka settings of its clients
 */
public record BenchBroker(EmbeddedBroker broker, KafkaSettings kafka) implements AutoCloseable {
  /** The topic that loops write to. */
  public static final String SINK = "bench-sink";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Starts one with its data under a folder; returns when the topics can be written. */
  public static BenchBroker start(Path folder) throws Exception {
    EmbeddedBroker broker =
        new EmbeddedBroker(EmbeddedBrokerConfig.local(folder.resolve("broker"), 0));
    broker.start();
    KafkaSettings kafka =
        new KafkaSettings(
            broker.bootstrapServers(), TopicSettings.DEFAULT.withPartitions(2), Map.of());
    try (Admin admin = kafka.admin()) {
      TopicAdmin topics = new TopicAdmin(admin, PATIENCE);
      topics.create(kafka.topics(), Optional.empty());
      admin
          .createTopics(
              List.of(new NewTopic(SINK, 2, (short) 1).configs(kafka.topics().changes.configs())))
          .all()
          .get();
      topics.awaitWritable(List.of(SINK));
    }
    return new BenchBroker(broker, kafka);
  }

  @Override
  public void close() {
    broker.close();
  }
}
