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
import java.time.Duration;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What origins and readers say about caches (RFC 9111, RFC 5861). */
class CachingTest {
  private static final String RSS = "<rss version='2.0'><channel/></rss>";

  @TempDir Path folder;
  private GatewayRig gateway;
  private final AtomicReference<String> answer = new AtomicReference<>(ok("", RSS));
  private final CountDownLatch hold = new CountDownLatch(1);
  private volatile boolean held;
  private final RawOrigin origin = new RawOrigin(this::answer);

  @BeforeEach
  void open() {
    gateway = new GatewayRig(folder);
  }

  @AfterEach
  void close() {
    hold.countDown();
    gateway.close();
    origin.close();
  }

  private boolean answer(String head, OutputStream out) throws IOException {
    String now = answer.get();
    try {
      if (held && !hold.await(10, TimeUnit.SECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    out.write(now.getBytes(StandardCharsets.ISO_8859_1));
    return false;
  }

  private static String ok(String fields, String body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nETag: \"o\"\r\n"
        + fields
        + "Connection: close\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private void later(Duration time) {
    gateway.now.updateAndGet(now -> now.plus(time));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cache-Control: no-store",
        "Cache-Control: max-age=60, NO-STORE",
        "Cache-Control: max-age=60\r\nCache-Control: private",
        "Cache-Control: private=\"Set-Cookie\"",
        "Vary: *",
      })
  void section3OfRfc9111WhatMayNotBeStoredIsPassedOnAndForgotten(String field) throws Exception {
    answer.set(ok(field + "\r\n", RSS));
    FeedUrl url = origin.url("/feed");

    HttpResponse<byte[]> first = gateway.get(url);
    HttpResponse<byte[]> second = gateway.get(url, "If-None-Match", "\"o\"");

    assertThat(first.body()).asString().isEqualTo(RSS);
    assertThat(GatewayRig.header(first, "Cache-Control")).isEqualTo("private, no-store");
    assertThat(GatewayRig.header(first, "Cache-Status")).isEqualTo("feedmesh; fwd=uri-miss");
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(origin.heads()).hasSize(2);
    assertThat(gateway.spool.feeds()).isEmpty();
    assertThat(gateway.discovered).isEmpty();
    assertThat(gateway.answered).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cache-Control: no-cache", "Cache-Control: public, max-age=0", "Vary: a"})
  void whatMayBeStoredIsSpooled(String field) throws Exception {
    answer.set(ok(field + "\r\n", RSS));

    gateway.get(origin.url("/feed"));

    assertThat(gateway.spool.feeds()).hasSize(1);
  }

  @Test
  void section5227OfRfc9111APrivateAnswerIsForTheReaderWhoseRequestItAnswers() throws Exception {
    answer.set(ok("Cache-Control: private\r\n", RSS));
    held = true;
    List<CompletableFuture<HttpResponse<byte[]>>> readers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      readers.add(
          gateway.http.sendAsync(
              gateway.request("GET", GatewayRig.path(origin.url("/feed"))),
              HttpResponse.BodyHandlers.ofByteArray()));
    }
    await().until(() -> origin.heads().size() == 1);
    hold.countDown();

    for (CompletableFuture<HttpResponse<byte[]>> reader : readers) {
      assertThat(reader.get(20, TimeUnit.SECONDS).body()).asString().isEqualTo(RSS);
    }
    assertThat(origin.heads()).hasSize(5);
  }

  @Test
  void section5214OfRfc9111OnlyIfCachedAsksNobody() throws Exception {
    FeedUrl url = origin.url("/feed");

    HttpResponse<byte[]> before = gateway.get(url, "Cache-Control", "only-if-cached");
    gateway.get(url);
    HttpResponse<byte[]> after = gateway.get(url, "Cache-Control", "only-if-cached");

    assertThat(before.statusCode()).isEqualTo(504);
    assertThat(after.statusCode()).isEqualTo(200);
    assertThat(origin.heads()).hasSize(1);
  }

  @Test
  void section5215OfRfc9111AReaderCanHaveItsAnswerNotStored() throws Exception {
    HttpResponse<byte[]> got =
        gateway.get(origin.url("/feed"), "Cache-Control", "max-age=0, no-store");

    assertThat(got.body()).asString().isEqualTo(RSS);
    assertThat(gateway.spool.feeds()).isEmpty();
  }

  @Test
  void section51OfRfc9111AnUnconfirmedDocumentTellsItsAge() throws Exception {
    FeedUrl url = origin.url("/feed");
    HttpResponse<byte[]> first = gateway.get(url);
    later(Duration.ofSeconds(90));

    assertThat(GatewayRig.header(first, "Age")).isEmpty();
    assertThat(GatewayRig.header(gateway.get(url), "Age")).isEqualTo("90");
  }

  @Test
  void section3OfRfc5861AnUnconfirmedDocumentIsGoodWhileTheOriginIsAsked() throws Exception {
    FeedUrl url = origin.url("/feed");
    gateway.get(url);
    later(Duration.ofMinutes(9));
    gateway.get(url);
    assertThat(origin.heads()).hasSize(1);

    later(Duration.ofMinutes(2));
    answer.set(ok("", "<rss>new</rss>"));
    HttpResponse<byte[]> meanwhile = gateway.get(url);

    assertThat(meanwhile.body()).asString().isEqualTo(RSS);
    assertThat(GatewayRig.header(meanwhile, "Cache-Status"))
        .isEqualTo("feedmesh; hit; detail=STALE");
    await()
        .until(() -> new String(gateway.get(url).body(), StandardCharsets.UTF_8).contains("new"));
    assertThat(origin.heads()).hasSize(2);
  }

  @Test
  void anOldUnconfirmedDocumentIsNotGivenUnasked() throws Exception {
    FeedUrl url = origin.url("/feed");
    gateway.get(url);
    later(Duration.ofMinutes(21));
    answer.set(ok("", "<rss>new</rss>"));

    assertThat(gateway.get(url).body()).asString().isEqualTo("<rss>new</rss>");
  }

  @Test
  void section4OfRfc5861AnUnconfirmedDocumentIsBetterThanAFailingOrigin() throws Exception {
    FeedUrl url = origin.url("/feed");
    gateway.get(url);
    later(Duration.ofHours(1));
    answer.set("HTTP/1.1 500 Oops\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

    HttpResponse<byte[]> got = gateway.get(url);

    assertThat(got.body()).asString().isEqualTo(RSS);
    assertThat(GatewayRig.header(got, "Cache-Status")).isEqualTo("feedmesh; hit; detail=STALE");
    assertThat(GatewayRig.header(got, "Age")).isEqualTo("3600");
  }

  @Test
  void section42OfRfc9111WhatTheOriginSaysOfAnUnconfirmedDocumentCounts() throws Exception {
    FeedUrl url = origin.url("/feed");
    answer.set(ok("Age: 100\r\nCache-Control: max-age=160\r\n", RSS));
    assertThat(GatewayRig.header(gateway.get(url), "Age")).isEqualTo("100");
    later(Duration.ofSeconds(59));
    assertThat(GatewayRig.header(gateway.get(url), "Age")).isEqualTo("159");
    assertThat(origin.heads()).hasSize(1);

    later(Duration.ofSeconds(2));
    assertThat(GatewayRig.header(gateway.get(url), "Cache-Status"))
        .isEqualTo("feedmesh; hit; detail=STALE");
    await().until(() -> origin.heads().size() == 2);
  }

  @Test
  void section5224OfRfc9111WhatIsToBeAskedForEachTimeIsKeptForSecondsOnly() throws Exception {
    FeedUrl url = origin.url("/feed");
    answer.set(ok("Cache-Control: no-cache\r\n", RSS));
    gateway.get(url);
    later(Duration.ofSeconds(4));
    gateway.get(url);
    assertThat(origin.heads()).hasSize(1);

    later(Duration.ofSeconds(2));
    answer.set(ok("Cache-Control: no-cache\r\n", "<rss>new</rss>"));
    assertThat(gateway.get(url).body()).asString().isEqualTo("<rss>new</rss>");
  }

  @Test
  void section5222OfRfc9111WhatMustBeAskedForIsNotGivenInPlaceOfAFailure() throws Exception {
    FeedUrl url = origin.url("/feed");
    answer.set(ok("Cache-Control: max-age=60, must-revalidate\r\n", RSS));
    gateway.get(url);
    later(Duration.ofSeconds(59));
    assertThat(gateway.get(url).statusCode()).isEqualTo(200);

    later(Duration.ofSeconds(2));
    answer.set("HTTP/1.1 500 Oops\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    assertThat(gateway.get(url).statusCode()).isEqualTo(502);
  }

  @Test
  void section44OfRfc9111WhatAClientChangedIsAskedForBeforeItIsGivenAgain() throws Exception {
    gateway.put(3, RSS); // which the mesh vouches for
    gateway.gateway.changed(GatewayRig.URL);

    assertThat(gateway.get(GatewayRig.URL, "Cache-Control", "only-if-cached").statusCode())
        .isEqualTo(504);
    assertThat(gateway.get(GatewayRig.URL).statusCode()).isGreaterThanOrEqualTo(500);

    later(Duration.ofSeconds(1));
    gateway.put(4, "<rss>new</rss>");
    assertThat(gateway.get(GatewayRig.URL).body()).asString().isEqualTo("<rss>new</rss>");
  }
}
