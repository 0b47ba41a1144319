package io.feedmesh.docker.demo;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Subscribes edges to what the simulated publishers publish. */
public final class DemoSubscriptions {
  private static final Duration LEASE = Duration.ofDays(30);

  private DemoSubscriptions() {}

  /**
   * Subscribes each to all feeds, and returns when Kafka has it.
   *
   * @throws java.util.concurrent.CompletionException if it could not be sent
   */
  public static void send(KafkaSettings kafka, List<String> feeds, List<String> subscribers) {
    Topics topics = kafka.topics();
    Instant now = Instant.now();
    try (RecordSender sender = kafka.sender("demo")) {
      List<CompletableFuture<?>> sent = new ArrayList<>();
      for (String feed : feeds) {
        String url = FeedUrl.parse(feed).toString();
        for (String subscriber : subscribers) {
          Subscription subscription = subscription(url, subscriber, now);
          sent.add(sender.send(topics.subscriptions, url + " " + subscriber, subscription));
        }
      }
      CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new)).join();
    }
  }

  private static Subscription subscription(String url, String subscriber, Instant now) {
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
