package io.feedmesh.consumers.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.consumers.expire.Ages;
import io.feedmesh.consumers.expire.ExpireRules;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.testing.RawOrigin;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.schemas.url.FeedUrl;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unknown, hot, cold, and unknown again. */
class EdgeStatesTest {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Ages AGES =
      new Ages(Duration.ZERO, Duration.ofSeconds(3), Duration.ofSeconds(9));

  /** Bodies may go for room from the first moment on, and do not go by age. */
  private static final ExpireRules AT_ONCE =
      ExpireRules.of(new Ages(Duration.ZERO, Duration.ofDays(2), Duration.ofDays(7)));

  private final KafkaSettings kafka = TestBroker.shared().withTopics(1);
  @TempDir Path spool;

  private EdgeRig edge() {
    return new EdgeRig(
        kafka,
        EdgeRig.config(
            spool, LEASE, Duration.ofMinutes(1), Optional.empty(), ExpireRules.of(AGES)));
  }

  /** Of each subscription to a feed, hot or cold. */
  private String wanted(FeedUrl url) {
    return EdgeRig.records(kafka, kafka.topics().subscriptions)
        .getOrDefault(url + " " + EdgeRig.NAME, List.of())
        .stream()
        .map(s -> s.getWants().contains(Wanted.DOCUMENTS) ? "hot " : "cold ")
        .collect(Collectors.joining());
  }

  private static String cacheStatus(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue("Cache-Status").orElse("");
  }

  @Test
  void aFeedThatNobodyAsksForGoesColdAnswers304AndIsFilledAgainOnDemand() throws Exception {
    try (RawOrigin origin =
        RawOrigin.sending(
            "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n" + EdgeRig.rss("one"))) {
      FeedUrl url = origin.url("/feed");
      Document document = EdgeRig.document(url, 1, EdgeRig.rss("one"));
      String etag;
      try (EdgeRig edge = edge()) {
        etag = edge.get(url).headers().firstValue("ETag").orElseThrow(); // unknown until now
        EdgeRig.view(kafka, url, document);
        await().until(() -> wanted(url).startsWith("hot "));
        await().until(() -> edge.app.spool().find(url).orElseThrow().feed().version() == 1);

        await().until(() -> wanted(url).endsWith("hot cold "));
        await().until(() -> edge.meter("feedmesh_spool_cold", "") == 1);
        assertThat(edge.app.spool().bytes()).isZero();
        assertThat(origin.heads()).hasSize(1);
      }
      try (EdgeRig edge = edge()) { // another process knows it as well
        HttpResponse<byte[]> unchanged = edge.get(url, "If-None-Match", etag);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(origin.heads()).as("without asking the origin").hasSize(1);

        await().until(() -> wanted(url).endsWith("cold hot ")); // demand
        EdgeRig.view(kafka, url, document); // so the views app sends the document
        await().until(() -> edge.meter("feedmesh_spool_cold", "") == 0);
        HttpResponse<byte[]> hit = edge.get(url);
        assertThat(cacheStatus(hit)).isEqualTo("feedmesh; hit");
        assertThat(hit.body()).asString(StandardCharsets.UTF_8).contains("one");
        assertThat(origin.heads()).hasSize(1);
      }
    }
  }

  @Test
  void aBodyThatIsNotThereIsTheOriginsAndThatOfTheVersionKnown() throws Exception {
    try (RawOrigin origin =
            RawOrigin.sending(
                "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n"
                    + EdgeRig.rss("same"));
        EdgeRig edge = edge()) {
      FeedUrl url = origin.url("/feed");
      Document whole = EdgeRig.document(url, 7, EdgeRig.rss("same"));
      EdgeRig.view(kafka, url, Document.newBuilder(whole).setBody(null).build());
      await().until(() -> edge.meter("feedmesh_spool_cold", "") == 1);

      HttpResponse<byte[]> filled = edge.get(url);

      assertThat(filled.statusCode()).isEqualTo(200);
      assertThat(filled.body()).asString(StandardCharsets.UTF_8).contains("same");
      assertThat(origin.heads()).hasSize(1);
      assertThat(cacheStatus(edge.get(url))).isEqualTo("feedmesh; hit");
      assertThat(edge.app.spool().find(url).orElseThrow().feed().version()).isEqualTo(7);
    }
  }

  /** Where the disk's budget, and no age, lets bodies go. */
  @Test
  void whatMustGoForRoomIsSubscribedToAsMetadataUntilSomebodyAsks() throws Exception {
    FeedUrl quiet = FeedUrl.parse("https://example.invalid/quiet");
    FeedUrl wanted = FeedUrl.parse("https://example.invalid/wanted");
    EdgeConfig narrow =
        EdgeRig.config(new SpoolConfig(spool, 0, false, 0, 500), LEASE, AT_ONCE); // for one
    EdgeRig.view(kafka, quiet, EdgeRig.document(quiet, 1, EdgeRig.rss("quiet")));
    try (EdgeRig edge = new EdgeRig(kafka, narrow)) {
      await().until(() -> edge.get(quiet).statusCode() == 200);
      await().until(() -> wanted(quiet).equals("hot "));
      var unused = edge.get("/changes?timeout=0&feed=" + wanted, "Accept", "application/json");
      await().until(() -> wanted(wanted).equals("hot ")); // asked for later, so warmer

      EdgeRig.view(kafka, wanted, EdgeRig.document(wanted, 1, EdgeRig.rss("wanted")));

      await().until(() -> wanted(quiet).equals("hot cold "));
      assertThat(edge.get(wanted).statusCode()).isEqualTo(200);
      assertThat(edge.meter("feedmesh_spool_cold", "")).isEqualTo(1);
    }
  }

  @Test
  void aNewVersionOfAColdFeedIsKnownAtOnceAndTheOldOneIsNobodysAnswer() throws Exception {
    FeedUrl url = FeedUrl.parse("https://example.invalid/feed");
    Document one = EdgeRig.document(url, 1, EdgeRig.rss("one"));
    try (EdgeRig edge = edge()) {
      EdgeRig.view(kafka, url, one);
      await().until(() -> edge.app.spool().find(url).isPresent());
      HttpResponse<byte[]> first = edge.get(url);
      String etag = first.headers().firstValue("ETag").orElseThrow();
      await().until(() -> edge.meter("feedmesh_spool_cold", "") == 1);

      Document two = EdgeRig.document(url, 2, EdgeRig.rss("two"));
      EdgeRig.view(kafka, url, Document.newBuilder(two).setBody(null).build());
      await().until(() -> edge.app.spool().find(url).orElseThrow().feed().version() == 2);

      assertThat(edge.get(url, "If-None-Match", etag).statusCode())
          .as("no 304 for an old version; its origin cannot be asked")
          .isGreaterThanOrEqualTo(500);
      assertThat(Files.exists(spool.resolve("https"))).isFalse();
    }
  }
}
