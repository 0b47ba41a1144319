package io.feedmesh.docker.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.bench.FeedOrigin;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PingSource;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.topic.PartitionBy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Feeds on two hosts that somebody follows and pings, and what is asked of their hosts. */
final class FollowedFeeds implements AutoCloseable {
  private final KafkaSettings kafka;
  private final FeedOrigin origin = new FeedOrigin();
  private final List<String> urls = new ArrayList<>();

  FollowedFeeds(KafkaSettings kafka, int count) {
    this.kafka = kafka;
    for (int feed = 0; feed < count; feed++) {
      String url = origin.url(path(feed));
      urls.add(feed % 2 == 0 ? url : url.replace("127.0.0.1", "localhost"));
    }
    publish(1);
  }

  List<String> urls() {
    return urls;
  }

  /** Each of them has so many entries now. */
  void publish(int entries) {
    for (int feed = 0; feed < urls.size(); feed++) {
      origin.publish(path(feed), Rss.feed("f" + feed, entries), "application/rss+xml");
    }
  }

  private static String path(int feed) {
    return "/feed" + feed + ".xml";
  }

  void subscribe() {
    try (RecordSender sender = kafka.sender("test")) {
      for (String url : urls) {
        Subscription wanted =
            Subscription.newBuilder()
                .setFeedUrl(url)
                .setSubscriber("edge")
                .setWants(List.of(Wanted.DOCUMENTS))
                .setLeaseUntil(Instant.now().plus(Duration.ofDays(1)))
                .setCreatedAt(Instant.now())
                .build();
        sender.send(kafka.topics().subscriptions, url + " edge", wanted).join();
      }
    }
  }

  /** So many pings, spread evenly. */
  void ping(int pings) {
    try (RecordSender sender = kafka.sender("test")) {
      for (int i = 0; i < pings; i++) {
        String url = urls.get(i % urls.size());
        Ping ping =
            Ping.newBuilder()
                .setFeedUrl(url)
                .setSource(PingSource.REST)
                .setReceivedAt(Instant.now())
                .build();
        var unused = sender.send(kafka.topics().pings, url, ping);
      }
    }
  }

  /** All requests that were issued. */
  List<FetchRequest> requests() {
    return EntriesLog.read(kafka, kafka.topics().fetchRequests);
  }

  List<String> askedSince(Instant moment) {
    return requests().stream()
        .filter(request -> request.getRequestedAt().isAfter(moment))
        .map(FetchRequest::getFeedUrl)
        .toList();
  }

  /** Those whose version with so many entries was not found yet. */
  List<String> missing(int entries) {
    Set<String> found = new HashSet<>();
    for (Change change : EntriesLog.read(kafka, kafka.topics().changes)) {
      int feed = urls.indexOf(change.getFeedUrl());
      if (change.getContentHash().equals(Bodies.hash(Rss.feed("f" + feed, entries)))) {
        found.add(change.getFeedUrl());
      }
    }
    return urls.stream().filter(url -> !found.contains(url)).toList();
  }

  /** Each host was asked in that gap, and saw no more requests than were issued. */
  void assertGap(Duration gap) {
    long seen = 0;
    for (int feed = 0; feed < urls.size(); feed++) {
      seen += origin.requests(path(feed));
    }
    List<FetchRequest> requests = requests();
    Map<String, List<FetchRequest>> byHost =
        requests.stream()
            .collect(Collectors.groupingBy(r -> PartitionBy.HOST.part(r.getFeedUrl())));
    assertThat(byHost).hasSize(2);
    byHost.forEach(
        (host, asked) -> {
          List<Long> moments =
              asked.stream().map(r -> r.getRequestedAt().toEpochMilli()).sorted().toList();
          for (int i = 1; i < moments.size(); i++) {
            assertThat(moments.get(i) - moments.get(i - 1))
                .as("request %d of %d to %s", i, moments.size(), host)
                .isGreaterThanOrEqualTo(gap.toMillis());
          }
        });
    assertThat(seen).as("what the origin saw").isLessThanOrEqualTo(requests.size());
  }

  @Override
  public void close() {
    origin.close();
  }
}
