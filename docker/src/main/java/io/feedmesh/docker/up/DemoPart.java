package io.feedmesh.docker.up;

import io.feedmesh.docker.demo.DemoSubscriptions;
import io.feedmesh.docker.demo.Publishers;
import io.feedmesh.docker.demo.PublishersConfig;
import io.feedmesh.schemas.kafka.KafkaSettings;
import java.net.URI;
import java.util.List;

/** The simulated publishers, and the edge's subscriptions to all of their feeds. */
final class DemoPart implements AutoCloseable {
  private static final int BLOGS = 12;

  private final KafkaSettings kafka;
  private final String subscriber;
  private final Publishers publishers;

  DemoPart(UpConfig config, KafkaSettings kafka, int receiverPort, String subscriber) {
    this.kafka = kafka;
    this.subscriber = subscriber;
    PublishersConfig defaults = PublishersConfig.defaults(config.data().resolve("demo"));
    this.publishers =
        new Publishers(
            new PublishersConfig(
                defaults.stateDirectory(),
                defaults.port(),
                config.demo() ? BLOGS : 0,
                defaults.pace(),
                config.demoFeeds(),
                defaults.historyPace(),
                URI.create("http://127.0.0.1:" + receiverPort)));
  }

  void start() {
    publishers.start();
    DemoSubscriptions.send(kafka, publishers.feedUrls(), List.of(subscriber));
  }

  int feeds() {
    return publishers.feedUrls().size();
  }

  @Override
  public void close() {
    publishers.close();
  }
}
