package io.feedmesh.docker.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.docker.bench.FeedOrigin;
import io.feedmesh.producers.fetch.FetcherApp;
import io.feedmesh.producers.fetch.FetcherConfig;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PingSource;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.schemas.topic.PartitionBy;
import io.feedmesh.streams.app.AppName;
import io.feedmesh.streams.app.StreamsApp;
import io.feedmesh.streams.app.StreamsConfig;
import io.feedmesh.streams.schedule.ScheduleConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three fetchers and two schedulers share the work, and no host notices. */
class PolitenessSystemTest {
  private static final Duration GAP = Duration.ofMillis(40);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int FEEDS = 40;
  private static final int PINGS = 1_000;
  private static final ScheduleConfig SCHEDULE =
      new ScheduleConfig(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          GAP,
          2,
          Duration.ofSeconds(5));

  @TempDir Path folder;
  private final KafkaSettings kafka = TestBroker.shared().withTopics(4);
  private final FeedOrigin origin = new FeedOrigin();
  private final List<AutoCloseable> running = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable part : running) {
      part.close();
    }
    origin.close();
  }

  @Test
  void theGapOfAHostHoldsUnderABurstOfPingsWhileSchedulersAndFetchersComeAndGo() {
    List<String> feeds = publish();
    StreamsApp leaving = scheduler("one");
    scheduler("two");
    FetcherApp lost = fetcher("fetcher-1");
    fetcher("fetcher-2");
    fetcher("fetcher-3");
    subscribe(feeds);
    await().atMost(PATIENCE).until(() -> requests().size() >= FEEDS);

    ping(feeds);
    await().atMost(PATIENCE).until(() -> requests().size() >= 2 * FEEDS);
    lost.close();
    leaving.close();
    ping(feeds);
    scheduler("one");
    Instant lastPing = Instant.now();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(askedSince(lastPing)).containsAll(feeds));
    assertGap();
  }

  private void assertGap() {
    Map<String, List<FetchRequest>> byHost =
        requests().stream()
            .collect(Collectors.groupingBy(r -> PartitionBy.HOST.part(r.getFeedUrl())));
    assertThat(byHost).hasSize(2);
    byHost.forEach(
        (host, asked) -> {
          List<Long> moments =
              asked.stream().map(r -> r.getRequestedAt().toEpochMilli()).sorted().toList();
          for (int i = 1; i < moments.size(); i++) {
            assertThat(moments.get(i) - moments.get(i - 1))
                .as("request %d of %d to %s", i, moments.size(), host)
                .isGreaterThanOrEqualTo(GAP.toMillis());
          }
        });
    long seen = IntStream.range(0, FEEDS).mapToLong(f -> origin.requests(path(f))).sum();
    assertThat(seen).as("what the origin saw").isLessThanOrEqualTo(requests().size());
  }

  private List<String> askedSince(Instant moment) {
    return requests().stream()
        .filter(r -> r.getRequestedAt().isAfter(moment))
        .map(FetchRequest::getFeedUrl)
        .toList();
  }

  private List<FetchRequest> requests() {
    return EntriesLog.read(kafka, kafka.topics().fetchRequests);
  }

  private List<String> publish() {
    List<String> feeds = new ArrayList<>();
    for (int feed = 0; feed < FEEDS; feed++) {
      origin.publish(path(feed), Rss.feed("f" + feed, 2), "application/rss+xml");
      String url = origin.url(path(feed));
      feeds.add(feed % 2 == 0 ? url : url.replace("127.0.0.1", "localhost"));
    }
    return feeds;
  }

  private static String path(int feed) {
    return "/feed" + feed + ".xml";
  }

  private void subscribe(List<String> feeds) {
    try (RecordSender sender = kafka.sender("test")) {
      for (String feed : feeds) {
        Subscription wanted =
            Subscription.newBuilder()
                .setFeedUrl(feed)
                .setSubscriber("edge")
                .setWants(List.of(Wanted.DOCUMENTS))
                .setLeaseUntil(Instant.now().plus(Duration.ofDays(1)))
                .setCreatedAt(Instant.now())
                .build();
        sender.send(kafka.topics().subscriptions, feed + " edge", wanted).join();
      }
    }
  }

  private void ping(List<String> feeds) {
    try (RecordSender sender = kafka.sender("test")) {
      for (int i = 0; i < PINGS; i++) {
        String feed = feeds.get(i % feeds.size());
        Ping ping =
            Ping.newBuilder()
                .setFeedUrl(feed)
                .setSource(PingSource.REST)
                .setReceivedAt(Instant.now())
                .build();
        var unused = sender.send(kafka.topics().pings, feed, ping);
      }
    }
  }

  private StreamsApp scheduler(String name) {
    StreamsConfig d = StreamsConfig.defaults(folder.resolve(name));
    StreamsConfig config =
        new StreamsConfig(
            d.stateDirectory(),
            1,
            d.commitInterval(),
            SCHEDULE,
            d.dedupe(),
            d.views(),
            d.readership());
    StreamsApp app =
        new StreamsApp(kafka, config, AppName.SCHEDULE, Metrics.registry(), new Health());
    app.start();
    running.add(app);
    return app;
  }

  private FetcherApp fetcher(String name) {
    FetcherConfig d = FetcherConfig.defaults();
    FetcherConfig config =
        new FetcherConfig(
            name, 100, d.timeout(), d.maxDocumentBytes(), d.maxRedirects(), true, d.contact());
    FetcherApp app = new FetcherApp(kafka, config, Metrics.registry(), new Health());
    app.start();
    running.add(app);
    return app;
  }
}
