package io.feedmesh.consumers.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.consumers.spool.SpoolPath;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeSource;
import io.feedmesh.schemas.record.FeedCondition;
import io.feedmesh.schemas.record.Readership;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.testing.RawOrigin;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.schemas.url.FeedUrl;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeAppTest {
  private static final FeedUrl URL = FeedUrl.parse("https://example.org/feed.xml");

  private final KafkaSettings kafka = TestBroker.shared().withTopics(3);
  @TempDir Path spool;

  @Test
  void aDocumentOnDocumentViewsIsServedByteForByte() throws Exception {
    try (EdgeRig edge = new EdgeRig(kafka, EdgeRig.config(spool))) {
      String text = EdgeRig.rss("Größe");
      EdgeRig.view(kafka, URL, EdgeRig.document(URL, 1, text));
      await().until(() -> edge.app.spool().find(URL).isPresent());

      HttpResponse<byte[]> plain = edge.get(URL);
      HttpResponse<byte[]> gzipped = edge.get(URL, "Accept-Encoding", "gzip");

      assertThat(plain.statusCode()).isEqualTo(200);
      assertThat(plain.body()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
      assertThat(plain.headers().firstValue("Cache-Status")).contains("feedmesh; hit");
      assertThat(plain.headers().firstValue("Content-Type")).contains("application/rss+xml");
      assertThat(plain.headers().firstValue("Last-Modified"))
          .contains("Sun, 01 Nov 2026 10:00:01 GMT");
      assertThat(gzipped.headers().firstValue("Content-Encoding")).contains("gzip");
      assertThat(gunzip(gzipped.body())).isEqualTo(plain.body());
      Path file = spool.resolve(SpoolPath.of(URL));
      assertThat(gunzip(Files.readAllBytes(file))).isEqualTo(plain.body());
      assertThat(Files.getLastModifiedTime(file).toInstant())
          .isEqualTo(Instant.parse("2026-11-01T10:00:01Z"));
      assertThat(edge.health.problems()).isEmpty();
    }
  }

  @Test
  void aTombstoneRemovesAndViewsOfOthersAreLeftAlone() throws Exception {
    FeedUrl other = FeedUrl.parse("https://example.org/other.xml");
    try (EdgeRig edge = new EdgeRig(kafka, EdgeRig.config(spool))) {
      EdgeRig.view(kafka, EdgeRig.NAME + "0", other, EdgeRig.document(other, 1, EdgeRig.rss("o")));
      EdgeRig.view(kafka, URL, EdgeRig.document(URL, 1, EdgeRig.rss("a")));
      await().until(() -> edge.app.spool().feeds() == 1);

      EdgeRig.view(kafka, URL, null);

      await().until(() -> edge.app.spool().feeds() == 0);
      assertThat(spool.resolve("https")).doesNotExist();
    }
  }

  @Test
  void goesOnWhereItWasAfterARestart() throws Exception {
    try (EdgeRig edge = new EdgeRig(kafka, EdgeRig.config(spool))) {
      EdgeRig.view(kafka, URL, EdgeRig.document(URL, 1, EdgeRig.rss("one")));
      await().until(() -> edge.app.spool().find(URL).isPresent());
      await().until(() -> Files.exists(spool.resolve(".position")));
    }
    EdgeRig.view(kafka, URL, EdgeRig.document(URL, 2, EdgeRig.rss("two")));

    try (EdgeRig edge = new EdgeRig(kafka, EdgeRig.config(spool))) {
      await().until(() -> edge.app.spool().find(URL).orElseThrow().feed().version() == 2);

      assertThat(edge.get(URL).body()).asString(StandardCharsets.UTF_8).contains("two");
      assertThat(edge.meter("feedmesh_spool_written_total", "")).isEqualTo(1);
    }
  }

  @Test
  void readersOfAFeedThatHasMovedAreSentOnButNotInCircles() throws Exception {
    FeedUrl there = FeedUrl.parse("https://example.org/there.xml");
    try (EdgeRig edge = new EdgeRig(kafka, EdgeRig.config(spool))) {
      EdgeRig.view(kafka, URL, EdgeRig.document(URL, 1, EdgeRig.rss("one")));
      await().until(() -> edge.app.spool().find(URL).isPresent());

      EdgeRig.state(kafka, URL, FeedCondition.MOVED, "no address");
      EdgeRig.state(kafka, URL, FeedCondition.MOVED, there.toString());
      await().until(() -> edge.get(URL).statusCode() == 301);
      assertThat(edge.meter("feedmesh_edge_moved", "")).isEqualTo(1);
      EdgeRig.state(kafka, there, FeedCondition.MOVED, URL.toString());
      await().until(() -> edge.get(URL).statusCode() == 200);
    }
  }

  @Test
  void readersOfAFeedThatIsGoneGet410UntilItIsBack() throws Exception {
    try (EdgeRig edge = new EdgeRig(kafka, EdgeRig.config(spool))) {
      EdgeRig.view(kafka, URL, EdgeRig.document(URL, 1, EdgeRig.rss("one")));
      await().until(() -> edge.app.spool().find(URL).isPresent());

      EdgeRig.state(kafka, URL, FeedCondition.FAILING);
      EdgeRig.state(kafka, URL, FeedCondition.GONE);
      await().until(() -> edge.get(URL).statusCode() == 410);
      EdgeRig.state(kafka, URL, null);
      await().until(() -> edge.get(URL).statusCode() == 200);
    }
  }

  @Test
  void rebuildsALostSpool() throws Exception {
    FeedUrl gone = FeedUrl.parse("https://example.org/gone.xml");
    EdgeRig.view(kafka, gone, EdgeRig.document(gone, 1, EdgeRig.rss("gone")));
    EdgeRig.view(kafka, gone, null);
    EdgeRig.view(kafka, URL, EdgeRig.document(URL, 7, EdgeRig.rss("seven")));

    try (EdgeRig edge = new EdgeRig(kafka, EdgeRig.config(spool))) {
      await().until(() -> edge.app.spool().find(URL).isPresent());
      assertThat(edge.get(URL).body()).asString(StandardCharsets.UTF_8).contains("seven");
      assertThat(edge.app.spool().find(gone)).isEmpty();
    }
  }

  @Test
  void anotherClustersVersionsReplaceTheOldOnesAndWhatItLacksGoes() throws Exception {
    FeedUrl gone = FeedUrl.parse("https://example.org/gone.xml");
    try (EdgeRig edge = new EdgeRig(kafka, EdgeRig.config(spool))) {
      EdgeRig.view(kafka, gone, EdgeRig.document(gone, 1, EdgeRig.rss("gone")));
      EdgeRig.view(kafka, URL, EdgeRig.document(URL, 50, EdgeRig.rss("fifty")));
      await().until(() -> edge.app.spool().find(URL).isPresent());
      await().until(() -> Files.exists(spool.resolve(".position")));
    }
    KafkaSettings fresh = TestBroker.shared().withTopics(1);
    EdgeRig.view(fresh, URL, EdgeRig.document(URL, 3, EdgeRig.rss("three")));

    try (EdgeRig edge = new EdgeRig(fresh, EdgeRig.config(spool))) {
      await().until(() -> edge.app.spool().find(URL).orElseThrow().feed().version() == 3);
      await().until(() -> edge.app.spool().find(gone).isEmpty());
    }
  }

  @Test
  void passesOverAPoisonRecordAndCountsIt() throws Exception {
    try (EdgeRig edge = new EdgeRig(kafka, EdgeRig.config(spool))) {
      var broken = EdgeRig.document(URL, 1, EdgeRig.rss("x"));
      EdgeRig.view(
          kafka,
          URL,
          io.feedmesh.schemas.record.Document.newBuilder(broken)
              .setBody(java.nio.ByteBuffer.wrap(new byte[] {1, 2, 3}))
              .build());
      FeedUrl next = FeedUrl.parse("https://example.org/next.xml");
      EdgeRig.view(kafka, next, EdgeRig.document(next, 1, EdgeRig.rss("next")));

      await().until(() -> edge.app.spool().find(next).isPresent());
      assertThat(edge.app.spool().find(URL)).isEmpty();
      assertThat(edge.meter("feedmesh_edge_unreadable_total", "document-views")).isEqualTo(1);
    }
  }

  @Test
  void whatAReaderAskedForIsSubscribedToAndHandedToEverybody() throws Exception {
    try (RawOrigin origin = RawOrigin.sending(answer(EdgeRig.rss("new")));
        EdgeRig edge = new EdgeRig(kafka, EdgeRig.config(spool))) {
      FeedUrl url = origin.url("/feed?x=1");

      HttpResponse<byte[]> first = edge.get(url);
      HttpResponse<byte[]> second = edge.get(url);

      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(first.headers().firstValue("Cache-Status"))
          .contains("feedmesh; fwd=uri-miss; stored");
      assertThat(second.headers().firstValue("Cache-Status")).contains("feedmesh; hit");
      assertThat(second.body()).isEqualTo(first.body());
      assertThat(origin.heads()).hasSize(1);
      String key = url + " " + EdgeRig.NAME;
      await()
          .untilAsserted(
              () ->
                  assertThat(EdgeRig.records(kafka, kafka.topics().subscriptions))
                      .containsKey(key));
      Subscription subscription =
          EdgeRig.records(kafka, kafka.topics().subscriptions).get(key).get(0);
      assertThat(subscription.getWants()).containsExactly(Wanted.DOCUMENTS, Wanted.ENTRIES);
      assertThat(subscription.getLeaseUntil())
          .isBetween(
              Instant.now().plus(Duration.ofDays(7)).minusSeconds(60),
              Instant.now().plus(Duration.ofDays(7)));
      await()
          .untilAsserted(
              () ->
                  assertThat(EdgeRig.records(kafka, kafka.topics().changes))
                      .containsKey(url.toString()));
      Change change = EdgeRig.records(kafka, kafka.topics().changes).get(url.toString()).get(0);
      assertThat(change.getSource()).isEqualTo(ChangeSource.FETCH);
      assertThat(change.getFetchedBy()).isEqualTo(EdgeRig.NAME);
      assertThat(change.getOrigin().getEtag()).isEqualTo("\"o1\"");
      assertThat(gunzip(io.feedmesh.schemas.body.Bodies.bytes(change.getBody())))
          .isEqualTo(first.body());
    }
  }

  @Test
  void renewsALeaseOfWhatIsAskedForAndNeverShortensALongerOne() throws Exception {
    FeedUrl longer = FeedUrl.parse("https://example.org/longer.xml");
    Instant far =
        Instant.now().plus(Duration.ofDays(30)).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    try (var sender = kafka.sender("test")) {
      sender
          .send(
              kafka.topics().subscriptions,
              longer + " " + EdgeRig.NAME,
              Subscription.newBuilder()
                  .setFeedUrl(longer.toString())
                  .setSubscriber(EdgeRig.NAME)
                  .setWants(List.of(Wanted.DOCUMENTS))
                  .setLeaseUntil(far)
                  .setCreatedAt(Instant.now())
                  .build())
          .join();
    }
    EdgeRig.view(kafka, longer, EdgeRig.document(longer, 1, EdgeRig.rss("l")));
    EdgeRig.view(kafka, URL, EdgeRig.document(URL, 1, EdgeRig.rss("s")));
    Duration lease = Duration.ofSeconds(2);
    try (EdgeRig edge = new EdgeRig(kafka, EdgeRig.config(spool, lease, Duration.ofMinutes(1)))) {
      await().until(() -> edge.app.spool().feeds() == 2);
      String key = URL + " " + EdgeRig.NAME;

      await()
          .until(
              () -> {
                edge.get(URL);
                edge.get(longer);
                Map<String, List<Subscription>> all =
                    EdgeRig.records(kafka, kafka.topics().subscriptions);
                return all.containsKey(key) && all.get(key).size() >= 3;
              });

      assertThat(
              EdgeRig.records(kafka, kafka.topics().subscriptions).get(longer + " " + EdgeRig.NAME))
          .hasSize(1)
          .allMatch(s -> s.getLeaseUntil().equals(far));
    }
  }

  @Test
  void twoEdgesOfOneNameStandInForEachOther(@TempDir Path otherSpool) throws Exception {
    EdgeRig.view(kafka, URL, EdgeRig.document(URL, 1, EdgeRig.rss("one")));
    try (EdgeRig other = new EdgeRig(kafka, EdgeRig.config(otherSpool))) {
      try (EdgeRig edge = new EdgeRig(kafka, EdgeRig.config(spool))) {
        await().until(() -> edge.app.spool().find(URL).isPresent());
        await().until(() -> other.app.spool().find(URL).isPresent());
        assertThat(edge.get(URL, "Accept-Encoding", "gzip").headers().firstValue("ETag"))
            .as("a reader may go from one to the other")
            .isEqualTo(other.get(URL, "Accept-Encoding", "gzip").headers().firstValue("ETag"));
      }
      EdgeRig.view(kafka, URL, EdgeRig.document(URL, 2, EdgeRig.rss("two")));

      await().until(() -> other.app.spool().find(URL).orElseThrow().feed().version() == 2);
      assertThat(other.get(URL).body()).asString(StandardCharsets.UTF_8).contains("two");
    }
  }

  @Test
  void tellsReadership() throws Exception {
    EdgeRig.view(kafka, URL, EdgeRig.document(URL, 1, EdgeRig.rss("r")));
    try (EdgeRig edge =
        new EdgeRig(kafka, EdgeRig.config(spool, Duration.ofDays(1), Duration.ofMillis(300)))) {
      await().until(() -> edge.app.spool().find(URL).isPresent());
      String etag = edge.get(URL).headers().firstValue("ETag").orElseThrow();
      assertThat(edge.get(URL, "If-None-Match", etag).statusCode()).isEqualTo(304);
      assertThat(edge.get("/nothing").statusCode()).isEqualTo(404);

      await()
          .untilAsserted(
              () ->
                  assertThat(
                          EdgeRig.records(kafka, kafka.topics().readership)
                              .getOrDefault(URL.toString(), List.of())
                              .stream()
                              .mapToLong(Readership::getRequests)
                              .max())
                      .hasValue(2));
      assertThat(edge.app.spool().find(URL).orElseThrow().requests()).isEqualTo(2);
    }
  }

  @Test
  void servesAndProxiesWhileKafkaIsAway() throws Exception {
    try (EdgeRig edge = new EdgeRig(kafka, EdgeRig.config(spool))) {
      EdgeRig.view(kafka, URL, EdgeRig.document(URL, 1, EdgeRig.rss("kept")));
      await().until(() -> edge.app.spool().find(URL).isPresent());
    }
    KafkaSettings away = KafkaSettings.of("127.0.0.1:1");
    long closing;
    try (RawOrigin origin = RawOrigin.sending(answer(EdgeRig.rss("proxied")));
        EdgeRig edge = new EdgeRig(away, EdgeRig.config(spool))) {
      assertThat(edge.get(URL).body()).asString(StandardCharsets.UTF_8).contains("kept");
      assertThat(edge.get(origin.url("/a")).statusCode()).isEqualTo(200);
      assertThat(edge.get(origin.url("/a")).headers().firstValue("Cache-Status"))
          .contains("feedmesh; hit");
      assertThat(edge.get("/health").statusCode()).isEqualTo(200);
      assertThat(edge.meter("feedmesh_edge_connected", "")).isZero();
      closing = System.nanoTime();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - closing)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void whatWasAskedForWhileKafkaWasAwayIsSubscribedToByALaterProcess() throws Exception {
    try (RawOrigin origin = RawOrigin.sending(answer(EdgeRig.rss("proxied")))) {
      FeedUrl url = origin.url("/a");
      try (EdgeRig edge = new EdgeRig(KafkaSettings.of("127.0.0.1:1"), EdgeRig.config(spool))) {
        assertThat(edge.get(url).statusCode()).isEqualTo(200);
      }
      try (EdgeRig edge = new EdgeRig(kafka, EdgeRig.config(spool))) {
        await()
            .untilAsserted(
                () ->
                    assertThat(EdgeRig.records(kafka, kafka.topics().subscriptions))
                        .containsOnlyKeys(url + " " + EdgeRig.NAME));
        assertThat(edge.health.problems()).isEmpty();
      }
    }
  }

  @Test
  void asManyMissesGoToOneHostAsMayThoughAllHang() throws Exception {
    int most = EdgeRig.config(spool).limits().misses().perHost();
    CountDownLatch hold = new CountDownLatch(1);
    try (RawOrigin origin = new RawOrigin((head, out) -> held(hold));
        EdgeRig edge = new EdgeRig(KafkaSettings.of("127.0.0.1:1"), EdgeRig.config(spool))) {
      HttpClient readers = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      for (int i = 0; i < most; i++) {
        String path = "/" + origin.url("/" + i).toString().replaceFirst("://", "/");
        URI uri = URI.create("http://127.0.0.1:" + edge.app.port() + path);
        var unused =
            readers.sendAsync(
                HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
      }
      await().until(() -> origin.heads().size() == most);
      hold.countDown();
    }
  }

  private static boolean held(CountDownLatch hold) {
    try {
      return !hold.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String answer(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: \"o1\"\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static byte[] gunzip(byte[] gzip) throws Exception {
    try (var in = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    }
  }
}
