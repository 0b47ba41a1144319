package io.feedmesh.docker.up;

import io.feedmesh.docker.demo.Publishers;
import io.feedmesh.docker.demo.PublishersConfig;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.schemas.url.FeedUrl;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The simulated publishers, and the edge's subscriptions to all of their feeds. */
final class DemoPart implements AutoCloseable {
  private static final int BLOGS = 12;
  private static final Duration LEASE = Duration.ofDays(30);

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
    Topics topics = kafka.topics();
    Instant now = Instant.now();
    try (RecordSender sender = kafka.sender("demo")) {
      List<CompletableFuture<?>> sent = new ArrayList<>();
      for (String text : publishers.feedUrls()) {
        String url = FeedUrl.parse(text).toString();
        sent.add(sender.send(topics.subscriptions, url + " " + subscriber, subscription(url, now)));
      }
      CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new)).join();
    }
  }

  int feeds() {
    return publishers.feedUrls().size();
  }

  @Override
  public void close() {
    publishers.close();
  }

  private Subscription subscription(String url, Instant now) {
    return Subscription.newBuilder()
        .setFeedUrl(url)
        .setSubscriber(subscriber)
        .setWants(List.of(Wanted.DOCUMENTS, Wanted.ENTRIES))
        .setLeaseUntil(now.plus(LEASE))
        .setCreatedAt(now)
        .setCreatedBy("demo")
        .build();
  }
}
