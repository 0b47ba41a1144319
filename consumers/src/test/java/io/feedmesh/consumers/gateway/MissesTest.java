package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.testing.RawOrigin;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MissesTest {
  private static final String RSS = "<rss version='2.0'><channel/></rss>";

  @TempDir Path folder;
  private GatewayRig gateway;
  private final AtomicReference<String> answer = new AtomicReference<>(ok("text/xml", RSS));
  private final CountDownLatch hold = new CountDownLatch(1);
  private volatile boolean held;
  private final RawOrigin origin = new RawOrigin(this::answer);

  @BeforeEach
  void open() {
    gateway = new GatewayRig(folder);
  }

  @AfterEach
  void close() {
    gateway.close();
    origin.close();
  }

  private boolean answer(String head, OutputStream out) throws IOException {
    try {
      if (held && !hold.await(10, TimeUnit.SECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    out.write(answer.get().getBytes(StandardCharsets.ISO_8859_1));
    return false;
  }

  private static String ok(String type, String body) {
    return status("200 OK", "Content-Type: " + type + "\r\nETag: \"o\"\r\n", body);
  }

  private static String status(String status, String fields, String body) {
    return "HTTP/1.1 "
        + status
        + "\r\n"
        + fields
        + "Connection: close\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  @Test
  void fiftyReadersAtOnceCostTheOriginOneRequest() throws Exception {
    held = true;
    FeedUrl url = origin.url("/feed");
    List<CompletableFuture<HttpResponse<byte[]>>> readers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      readers.add(
          gateway.http.sendAsync(
              gateway.request("GET", GatewayRig.path(url), "If-None-Match", "\"x" + i + "\""),
              HttpResponse.BodyHandlers.ofByteArray()));
    }
    await().until(() -> origin.heads().size() == 1);
    hold.countDown();

    for (CompletableFuture<HttpResponse<byte[]>> reader : readers) {
      assertThat(reader.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(reader.get().body()).asString().isEqualTo(RSS);
    }
    assertThat(origin.heads()).hasSize(1);
    assertThat(origin.heads().get(0)).doesNotContainIgnoringCase("If-None-Match");
    assertThat(gateway.discovered).hasSize(1);
    assertThat(gateway.get(url).headers().firstValue("Cache-Status")).contains("feedmesh; hit");
    assertThat(gateway.answered).hasSize(51);
  }

  @Test
  void tellsTheOriginWhoAsks() throws Exception {
    gateway.get(origin.url("/feed?a=b"), "Cookie", "session=1", "User-Agent", "reader");

    assertThat(origin.heads().get(0))
        .startsWith("GET /feed?a=b HTTP/1.1")
        .contains("User-Agent: Feedmesh/test", "Via: 1.1 feedmesh-edge-1", "Accept-Encoding: gzip")
        .doesNotContain("Cookie", "reader");
  }

  @Test
  void aPageOrAPictureIsNotHandedOnAndNotKept() throws Exception {
    answer.set(ok("text/html", "<!DOCTYPE html><html><script>alert(1)</script></html>"));

    HttpResponse<byte[]> got = gateway.get(origin.url("/"));

    assertThat(got.statusCode()).isEqualTo(502);
    assertThat(got.body()).asString().contains("no feed", "text/html").doesNotContain("script");
    assertThat(gateway.spool.feeds()).isEmpty();
    assertThat(gateway.discovered).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "404 Not Found, 404, 'public, max-age=5'",
    "410 Gone, 410, 'public, max-age=5'",
    "403 Forbidden, 403, no-store",
    "500 Oops, 502, no-store",
    "204 None, 502, no-store",
  })
  void passesOnThatThereIsNone(String said, int status, String cacheControl) throws Exception {
    answer.set(status(said, "", ""));

    HttpResponse<byte[]> got = gateway.get(origin.url("/gone"));

    assertThat(got.statusCode()).isEqualTo(status);
    assertThat(got.body()).asString().startsWith("the origin answered with status");
    assertThat(GatewayRig.header(got, "Cache-Control")).isEqualTo(cacheControl);
  }

  @Test
  void aCrowdAtAMissingFeedDoesNotReachTheOrigin() throws Exception {
    answer.set(status("404 Not Found", "", ""));
    for (int i = 0; i < 5; i++) {
      assertThat(gateway.get(origin.url("/gone")).statusCode()).isEqualTo(404);
    }
    assertThat(origin.heads()).hasSize(1);
    assertThat(GatewayRig.header(gateway.get(origin.url("/gone")), "Cache-Status"))
        .isEqualTo("feedmesh; hit; detail=NEGATIVE");
  }

  @Test
  void passesOnWhenToComeBack() throws Exception {
    answer.set(status("429 Too Many Requests", "Retry-After: 120\r\n", ""));

    HttpResponse<byte[]> got = gateway.get(origin.url("/busy"));

    assertThat(got.statusCode()).isEqualTo(429);
    assertThat(GatewayRig.header(got, "Retry-After")).isEqualTo("120");
  }

  @Test
  void anOriginThatSaysNothingIsAGatewayTimeout() throws Exception {
    held = true;
    HttpResponse<byte[]> got = gateway.get(origin.url("/slow"));
    hold.countDown();
    assertThat(got.statusCode()).isEqualTo(504);
    assertThat(got.body()).asString().contains("did not answer in time");
  }

  @Test
  void aDocumentThatIsTooLargeIsABadGateway() throws Exception {
    answer.set(ok("text/xml", "<rss>" + "x".repeat(200_000) + "</rss>"));

    HttpResponse<byte[]> got = gateway.get(origin.url("/large"));

    assertThat(got.statusCode()).isEqualTo(502);
    assertThat(got.body()).asString().contains("larger than the bound");
  }

  @Test
  void whoBringsCredentialsGetsTheOriginsAnswerAlone() throws Exception {
    FeedUrl url = origin.url("/private");

    HttpResponse<byte[]> first = gateway.get(url, "Authorization", "Basic YTpi");
    HttpResponse<byte[]> second = gateway.get(url, "Authorization", "Basic YTpi");

    assertThat(first.body()).asString().isEqualTo(RSS);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(GatewayRig.header(first, "Cache-Control")).isEqualTo("private, no-store");
    assertThat(GatewayRig.header(first, "Cache-Status")).isEqualTo("feedmesh; fwd=bypass");
    assertThat(origin.heads())
        .hasSize(2)
        .allMatch(head -> head.contains("Authorization: Basic YTpi"));
    assertThat(gateway.spool.feeds()).isEmpty();
    assertThat(gateway.discovered).isEmpty();
    assertThat(gateway.answered).isEmpty(); // the mesh, which has no credentials, cannot follow it
  }

  @Test
  void whoNeedsCredentialsIsToldSo() throws Exception {
    answer.set(status("401 Unauthorized", "WWW-Authenticate: Basic realm=\"r\"\r\n", ""));

    HttpResponse<byte[]> got = gateway.get(origin.url("/private"));

    assertThat(got.statusCode()).isEqualTo(401);
    assertThat(GatewayRig.header(got, "WWW-Authenticate")).isEqualTo("Basic realm=\"r\"");
  }

  @Test
  void whoCanChooseBetweenSchemesIsToldOfAll() throws Exception {
    String both = "WWW-Authenticate: Basic realm=\"r\"\r\nWWW-Authenticate: Negotiate\r\n";
    answer.set(status("401 Unauthorized", both, ""));

    HttpResponse<byte[]> got = gateway.get(origin.url("/private"));

    assertThat(GatewayRig.header(got, "WWW-Authenticate"))
        .isEqualTo("Basic realm=\"r\", Negotiate");
  }

  @Test
  void aHeadAsksTheOriginAsAGetDoes() throws Exception {
    HttpResponse<byte[]> got = gateway.send("HEAD", GatewayRig.path(origin.url("/feed")));

    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(GatewayRig.header(got, "Content-Length")).isEqualTo("" + RSS.length());
    assertThat(origin.heads().get(0)).startsWith("GET ");
    assertThat(gateway.spool.feeds()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1 feedmesh-edge-1",
        "1.1 feedmesh-edge-1, 1.1 squid",
        "1.0 a,1.1  feedmesh-edge-1 (Feedmesh),1.1 squid (squid/6)"
      })
  void knowsItsOwnRequestsAgain(String via) throws Exception {
    HttpResponse<byte[]> got = gateway.get(origin.url("/feed"), "Via", via);

    assertThat(got.statusCode()).isEqualTo(508);
    assertThat(origin.heads()).isEmpty();
  }

  @Test
  void aBrokenFileIsAMiss() throws Exception {
    FeedUrl url = origin.url("/feed");
    gateway.get(url);
    java.nio.file.Files.delete(folder.resolve(io.feedmesh.consumers.spool.SpoolPath.of(url)));

    assertThat(gateway.get(url).body()).asString().isEqualTo(RSS);
    assertThat(origin.heads()).hasSize(2);
  }
}
