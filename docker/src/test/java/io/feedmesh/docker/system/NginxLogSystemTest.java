package io.feedmesh.docker.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.consumers.accesslog.AccessLogFormat;
import io.feedmesh.consumers.edge.EdgeApp;
import io.feedmesh.consumers.edge.EdgeConfig;
import io.feedmesh.consumers.edge.SubscriberConfig;
import io.feedmesh.consumers.expire.ExpireRules;
import io.feedmesh.consumers.readership.ReaderKeys;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.consumers.watch.WatchApp;
import io.feedmesh.consumers.watch.WatchConfig;
import io.feedmesh.docker.bench.FeedOrigin;
import io.feedmesh.docker.system.RawHttp.Answer;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.http.FreePorts;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.FeedFormat;
import io.feedmesh.schemas.record.FeedMetadata;
import io.feedmesh.schemas.record.OriginResponse;
import io.feedmesh.schemas.record.ParseStage;
import io.feedmesh.schemas.record.Readership;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.testing.TestBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's nginx over a spool, and {@code watch-log} on what it writes down. */
@Tag("nginx")
class NginxLogSystemTest {
  private static final String NAME = "static";
  private static final String FEED = "https://example.org/blog/?feed=rss2";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LEASE = Duration.ofDays(1);
  private static final int NOBODY = 1; // no edge answers there

  private final KafkaSettings kafka = TestBroker.shared().withTopics(1);
  @TempDir private Path folder;
  private Path spool;

  @BeforeEach
  void needsNginx() throws Exception {
    NginxChild.require();
    spool = Files.createDirectory(folder.resolve("spool"));
  }

  private NginxChild nginx(int edgePort) throws IOException {
    return new NginxChild(Files.createDirectory(folder.resolve("nginx")), spool, edgePort);
  }

  private WatchApp watch(Path log, boolean fills, Duration lease) {
    SubscriberConfig subscriber =
        SubscriberConfig.defaults(
                NAME, fills ? Optional.of(SpoolConfig.in(spool)) : Optional.empty())
            .keeping(lease, ExpireRules.DEFAULT)
            .counting(Duration.ofMillis(200), ReaderKeys.of("a secret of all edges"));
    Path position = folder.resolve("position");
    WatchConfig config = new WatchConfig(subscriber, log, AccessLogFormat.COMBINED, position);
    WatchApp app = new WatchApp(kafka, config, Metrics.registry(), new Health());
    app.start();
    return app;
  }

  private List<Subscription> subscriptions() {
    return EntriesLog.read(kafka, kafka.topics().subscriptions);
  }

  private long subscriptionsTo(String path) {
    return subscriptions().stream()
        .map(Subscription::getFeedUrl)
        .filter(url -> url.startsWith("https://example.org" + path))
        .distinct()
        .count();
  }

  private List<Readership> readership() {
    return EntriesLog.read(kafka, kafka.topics().readership);
  }

  /** As the views app does. */
  private void view(byte[] body) {
    Document document =
        Document.newBuilder()
            .setFeedUrl(FEED)
            .setVersion(1)
            .setBody(Bodies.gzip(body))
            .setSize(body.length)
            .setContentHash(Bodies.hash(body))
            .setOrigin(OriginResponse.newBuilder().setUrl(FEED).build())
            .setFeed(FeedMetadata.newBuilder().setFormat(FeedFormat.RSS_20).build())
            .setEntries(1)
            .setStage(ParseStage.STRICT)
            .setFetchedAt(Instant.EPOCH)
            .setAcceptedAt(Instant.EPOCH)
            .build();
    try (RecordSender sender = kafka.sender("test")) {
      sender.send(kafka.topics().documentViews, NAME + " " + FEED, document).join();
    }
  }

  @Test
  void whoAsksInVainSubscribesAndWhoGetsTheFeedIsCountedAndRenewsTheLease() throws Exception {
    byte[] document = Rss.feed("static", 5);
    String target = RawHttp.target(FEED);
    try (NginxChild nginx = nginx(NOBODY);
        WatchApp app = watch(nginx.accessLog(), true, Duration.ofSeconds(6))) {
      assertThat(RawHttp.get(nginx.port(), target).status()).isEqualTo(502);
      await().atMost(PATIENCE).until(() -> !subscriptions().isEmpty());
      Subscription made = subscriptions().get(0);
      assertThat(made.getFeedUrl()).isEqualTo(FEED);
      assertThat(made.getSubscriber()).isEqualTo(NAME);
      assertThat(made.getWants()).contains(Wanted.DOCUMENTS);

      view(document);
      await().atMost(PATIENCE).until(() -> RawHttp.get(nginx.port(), target).status() == 200);
      Answer first = RawHttp.get(nginx.port(), target, "User-Agent: \"Reader\" \\ 1");
      assertThat(first.body()).isEqualTo(document);
      String tag = "If-None-Match: " + first.field("ETag");
      assertThat(RawHttp.get(nginx.port(), target, tag).status()).isEqualTo(304);

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(readership()).anyMatch(r -> r.getRequests() >= 3));
      assertThat(readership()).allMatch(r -> r.getFeedUrl().equals(FEED));
      assertThat(readership()).allMatch(r -> r.getEdge().equals(NAME));
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                assertThat(RawHttp.get(nginx.port(), target).status()).isEqualTo(200);
                return subscriptions().stream()
                    .anyMatch(s -> s.getLeaseUntil().isAfter(made.getLeaseUntil()));
              });
      assertThat(subscriptions()).allMatch(s -> s.getFeedUrl().equals(FEED));
      assertThat(app).isNotNull();
    }
  }

  @Test
  void aRotationWhileManyAskLosesNothing() throws Exception {
    try (NginxChild nginx = nginx(NOBODY)) {
      List<CompletableFuture<Integer>> readers = new ArrayList<>();
      AtomicBoolean enough = new AtomicBoolean();
      try (WatchApp app = watch(nginx.accessLog(), true, LEASE)) {
        for (int reader = 0; reader < 4; reader++) {
          String path = "/" + reader + "/";
          readers.add(
              CompletableFuture.supplyAsync(
                  () -> askForOneAfterTheOther(nginx.port(), path, enough)));
        }
        await().atMost(PATIENCE).until(() -> subscriptionsTo("/") > 20);
        nginx.rotate();
        long before = Files.size(nginx.accessLog());
        await().atMost(PATIENCE).until(() -> Files.size(nginx.accessLog()) > before);
        enough.set(true);
        for (int reader = 0; reader < 4; reader++) {
          String path = "/" + reader + "/";
          int asked = readers.get(reader).join();
          await().atMost(PATIENCE).until(() -> subscriptionsTo(path) == asked);
        }
        assertThat(app).isNotNull();
      }
      long known = subscriptionsTo("/");
      assertThat(RawHttp.get(nginx.port(), RawHttp.target(FEED)).status()).isEqualTo(502);
      try (WatchApp next = watch(nginx.accessLog(), true, LEASE)) {
        await().atMost(PATIENCE).until(() -> subscriptionsTo("/") == known + 1);
        assertThat(next).isNotNull();
      }
    }
  }

  private static int askForOneAfterTheOther(int port, String path, AtomicBoolean enough) {
    int asked = 0;
    while (!enough.get()) {
      try {
        String target = RawHttp.target("https://example.org" + path + asked);
        assertThat(RawHttp.get(port, target).status()).isEqualTo(502);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      asked++;
    }
    return asked;
  }

  @Test
  void theLogHasWhatTheEdgeDidNotAnswer() throws Exception {
    int port = FreePorts.any();
    EdgeConfig config = EdgeConfig.defaults(spool).at(NAME, port, true);
    try (FeedOrigin origin = new FeedOrigin();
        NginxChild nginx = nginx(port);
        WatchApp app = watch(nginx.accessLog(), false, LEASE)) {
      assertThat(RawHttp.get(nginx.port(), RawHttp.target(FEED)).status()).isEqualTo(502);
      await().atMost(PATIENCE).until(() -> subscriptionsTo("/blog/") == 1);
      assertThat(app).isNotNull();

      try (EdgeApp edge = new EdgeApp(kafka, config, Metrics.registry(), new Health())) {
        edge.start();
        origin.publish("/a", Rss.feed("a", 1), "application/rss+xml");
        String there = RawHttp.target(origin.url("/a"));
        String none = RawHttp.target(origin.url("/none"));
        assertThat(RawHttp.get(nginx.port(), there).body()).isEqualTo(Rss.feed("a", 1));
        assertThat(RawHttp.get(nginx.port(), none).status()).isEqualTo(404);
        assertThat(Files.readString(nginx.accessLog())).doesNotContain(there, none);

        await().until(() -> RawHttp.get(nginx.port(), there).field("Cache-Status").isEmpty());
        await()
            .untilAsserted(
                () ->
                    assertThat(Files.readString(nginx.accessLog()))
                        .contains("GET " + there + " HTTP/1.1\" 200 ")
                        .doesNotContain(none));
      }
    }
  }
}
