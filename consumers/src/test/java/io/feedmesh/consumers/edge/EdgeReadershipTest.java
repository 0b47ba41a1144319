package io.feedmesh.consumers.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.consumers.readership.ReaderKeys;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.readership.ReaderSketch;
import io.feedmesh.schemas.record.Readership;
import io.feedmesh.schemas.record.ReadershipDay;
import io.feedmesh.schemas.record.ReadershipTotal;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.schemas.url.FeedUrl;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeReadershipTest {
  private static final FeedUrl URL = FeedUrl.parse("https://example.org/feed?a=1&b='2'");
  private static final String PAGE = "/readership/https/example.org/feed?a=1&b='2'";

  private final KafkaSettings kafka = TestBroker.shared().withTopics(1);
  @TempDir Path spool;
  @TempDir Path otherSpool;

  private void total(FeedUrl url) {
    ReadershipTotal total =
        new ReadershipTotal(
            url.toString(),
            List.of(
                new ReadershipDay(LocalDate.parse("2026-11-22"), 30L, 12L, 10L),
                new ReadershipDay(LocalDate.parse("2026-11-20"), 7L, 5L, 0L)),
            List.of("edge-of-somebody"),
            Instant.parse("2026-11-22T10:00:00.123Z"));
    try (RecordSender sender = kafka.sender("test")) {
      sender.send(kafka.topics().readershipTotals, url.toString(), total).join();
    }
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @Test
  void publishersGetTheirFiguresAsJsonOrAsAPage() throws Exception {
    total(URL);
    try (EdgeRig edge = new EdgeRig(kafka, EdgeRig.config(spool))) {
      await().until(() -> edge.get(PAGE).statusCode() == 200);

      HttpResponse<byte[]> json = edge.get(PAGE, "Accept", "application/json");
      assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(json.headers().firstValue("Vary")).contains("Accept");
      assertThat(text(json))
          .isEqualTo(
              "{\"feed\":\"https://example.org/feed?a=1&b='2'\","
                  + "\"updatedAt\":\"2026-11-22T10:00:00.123Z\",\"days\":["
                  + "{\"day\":\"2026-11-22\",\"readers\":12,\"subscribers\":10,\"requests\":30},"
                  + "{\"day\":\"2026-11-20\",\"readers\":5,\"subscribers\":0,\"requests\":7}]}");

      HttpResponse<byte[]> page =
          edge.get(PAGE, "Accept", "text/html,application/json;q=0.5,*/*;q=0.1");
      assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
      assertThat(text(page))
          .contains("<h1>Readers of https://example.org/feed?a=1&amp;b=&#39;2&#39;</h1>")
          .contains("<th scope=\"row\">2026-11-22</th><td>12</td><td>10</td><td>30</td>")
          .doesNotContain("edge-of-somebody");
      String style = text(page).replaceAll("(?s).*<style>(.*)</style>.*", "$1");
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none'; style-src 'sha256-")
          .contains(Base64.getEncoder().encodeToString(hash));
      assertThat(text(edge.get(PAGE))).as("without Accept").startsWith("<!doctype html>");
    }
  }

  @Test
  void saysClearlyWhatItDoesNotKnow() throws Exception {
    try (EdgeRig edge = new EdgeRig(kafka, EdgeRig.config(spool))) {
      HttpResponse<byte[]> unknown = edge.get("/readership/https/example.org/%3Cb%3E");
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(unknown.headers().firstValue("Content-Type"))
          .contains("text/plain; charset=utf-8");
      assertThat(text(unknown))
          .startsWith("nobody has read https://example.org/%3Cb%3E through this mesh of late");
      for (String bad : List.of("/readership/", "/readership/gopher/x/", "/readership/https/")) {
        HttpResponse<byte[]> answer = edge.get(bad);
        assertThat(answer.statusCode()).as(bad).isEqualTo(400);
        assertThat(text(answer)).contains("/readership/<http or https>/<host>/<path>");
      }
    }
  }

  @Test
  void theFiguresAreForEverybodyAndTheFeedsForTheEdgesClients() throws Exception {
    total(URL);
    EdgeConfig d = EdgeConfig.defaults(spool);
    EdgeConfig closed =
        new EdgeConfig(
            d.subscriber(),
            0,
            false,
            List.of("192.0.2.0/24"),
            d.originTimeout(),
            d.maxDocumentBytes(),
            d.limits(),
            "",
            Optional.empty(),
            Optional.empty());
    try (EdgeRig edge = new EdgeRig(kafka, closed)) {
      await().until(() -> edge.get(PAGE).statusCode() == 200);
      assertThat(edge.get(URL).statusCode()).isEqualTo(403);
      assertThat(edge.get("/").statusCode()).isEqualTo(403);

      HttpRequest post =
          HttpRequest.newBuilder(edge.request(PAGE), (name, value) -> true)
              .POST(HttpRequest.BodyPublishers.ofString("x"))
              .build();
      HttpResponse<Void> refused =
          java.net.http.HttpClient.newHttpClient()
              .send(post, HttpResponse.BodyHandlers.discarding());
      assertThat(refused.statusCode()).isEqualTo(405);
      assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD");
    }
  }

  @Test
  void edgesWithOneSecretSeeTheSameReader() throws Exception {
    EdgeRig.view(kafka, URL, EdgeRig.document(URL, 1, EdgeRig.rss("r")));
    EdgeRig.view(kafka, "edge-2", URL, EdgeRig.document(URL, 1, EdgeRig.rss("r")));
    Duration often = Duration.ofMillis(300);
    EdgeConfig first = EdgeRig.config(spool, Duration.ofDays(1), often);
    EdgeConfig second =
        EdgeRig.config(otherSpool, Duration.ofDays(1), often)
            .at("edge-2", 0, true)
            .counting(often, ReaderKeys.of("a secret of all edges"));
    try (EdgeRig one = new EdgeRig(kafka, first);
        EdgeRig two = new EdgeRig(kafka, second)) {
      await().until(() -> one.app.spool().find(URL).isPresent());
      await().until(() -> two.app.spool().find(URL).isPresent());
      one.get(URL, "User-Agent", "A");
      two.get(URL, "User-Agent", "A");
      two.get(URL, "User-Agent", "B");
      two.get(URL, "User-Agent", "Feedbin feed-id:7 - 142 subscribers");

      await()
          .until(
              () -> readership().stream().mapToLong(Readership::getRequests).max().orElse(0) == 3);
      await().until(() -> readership().stream().anyMatch(r -> r.getEdge().equals(EdgeRig.NAME)));
      ReaderSketch all = new ReaderSketch();
      for (Readership report : readership()) {
        if (report.getReaders() != null) {
          all.merge(ReaderSketch.parse(report.getReaders()).orElseThrow());
        }
      }
      assertThat(all.estimate()).isEqualTo(2);
      assertThat(readership())
          .filteredOn(r -> !r.getServices().isEmpty())
          .extracting(Readership::getServices)
          .containsExactly(Map.of("feedbin", 142L));
    }
  }

  private List<Readership> readership() {
    return EdgeRig.records(kafka, kafka.topics().readership)
        .getOrDefault(URL.toString(), List.of());
  }
}
