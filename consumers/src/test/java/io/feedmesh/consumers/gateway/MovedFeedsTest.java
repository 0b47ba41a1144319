package io.feedmesh.consumers.gateway;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.follow.Fate;
import io.feedmesh.schemas.testing.RawOrigin;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MovedFeedsTest {
  private static final String RSS = "<rss version='2.0'><channel/></rss>";

  @TempDir Path folder;
  private GatewayRig gateway;
  private volatile String redirect = "301 Moved Permanently";
  private volatile String fields = "";
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
    String answer =
        head.startsWith("GET /old")
            ? "HTTP/1.1 " + redirect + "\r\nLocation: /new?a=b\r\nContent-Length: 0\r\n\r\n"
            : "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"
                + fields
                + "Content-Length: "
                + RSS.length()
                + "\r\n\r\n"
                + RSS;
    out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
    return true;
  }

  @ParameterizedTest
  @ValueSource(strings = {"301 Moved Permanently", "308 Permanent Redirect"})
  void aReaderIsSentToWhereTheOriginSaysAndFindsTheFeedThereWithoutAskingItAgain(String status)
      throws Exception {
    redirect = status;
    for (int i = 0; i < 3; i++) {
      HttpResponse<byte[]> moved = gateway.get(origin.url("/old"));

      assertThat(moved.statusCode()).isEqualTo(301);
      assertThat(GatewayRig.header(moved, "Location"))
          .isEqualTo(GatewayRig.path(origin.url("/new?a=b")));
      assertThat(GatewayRig.header(moved, "Cache-Control")).isEqualTo("public, max-age=300");
    }
    HttpResponse<byte[]> there = gateway.get(origin.url("/new?a=b"));

    assertThat(there.body()).asString().isEqualTo(RSS);
    assertThat(GatewayRig.header(there, "Cache-Status")).isEqualTo("feedmesh; hit");
    assertThat(origin.heads()).hasSize(2); // the old address, and the new one
    assertThat(gateway.answered).contains(origin.url("/old"), origin.url("/new?a=b"));
    assertThat(gateway.discovered).hasSize(1);
  }

  @Test
  void aReaderThatFollowsByItselfGetsTheFeed() throws Exception {
    String old = "http://127.0.0.1:" + gateway.port() + GatewayRig.path(origin.url("/old"));
    HttpClient reader = HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build();

    assertThat(reader.send(HttpRequest.newBuilder(URI.create(old)).build(), ofString()).body())
        .isEqualTo(RSS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"302 Found", "303 See Other", "307 Temporary Redirect"})
  void whatIsForTheMomentIsFollowedInTheReadersPlace(String status) throws Exception {
    redirect = status;

    assertThat(gateway.get(origin.url("/old")).body()).asString().isEqualTo(RSS);
  }

  @Test
  void whatIsForOneReaderIsNotToldToOthers() throws Exception {
    fields = "Cache-Control: private\r\n";

    assertThat(gateway.get(origin.url("/old")).body()).asString().isEqualTo(RSS);
    assertThat(gateway.spool.feeds()).isEmpty();
  }

  @Test
  void whoTakesTheEdgeForAProxyIsSentToTheFeedItselfIfThatIsInReach() throws Exception {
    assertThat(proxied(origin.url("/old")))
        .startsWith("HTTP/1.1 301 ")
        .contains("\r\nLocation: " + origin.url("/new?a=b") + "\r\n");

    FeedUrl secure = FeedUrl.parse("https://example.org/feed");
    gateway.put(1, RSS);
    gateway.fates.put(GatewayRig.URL, new Fate.Moved(secure));
    assertThat(proxied(GatewayRig.URL)).startsWith("HTTP/1.1 200 ").endsWith(RSS);
  }

  private String proxied(FeedUrl url) throws IOException {
    return gateway.raw("GET " + url + " HTTP/1.1", "Host: " + url.authority(), "Connection: close");
  }

  @Test
  void whatTheMeshBelievesCountsMoreThanTheSpool() throws Exception {
    gateway.put(1, RSS);
    gateway.fates.put(
        GatewayRig.URL, new Fate.Moved(FeedUrl.parse("https://new.example/feed?x=%20/")));

    HttpResponse<byte[]> moved = gateway.get(GatewayRig.URL, "Accept-Encoding", "gzip");

    assertThat(moved.statusCode()).isEqualTo(301);
    assertThat(GatewayRig.header(moved, "Location")).isEqualTo("/https/new.example/feed?x=%20/");
    assertThat(gateway.answered).containsExactly(GatewayRig.URL);
    gateway.fates.clear();
    assertThat(gateway.get(GatewayRig.URL).statusCode()).isEqualTo(200);
  }

  @Test
  void theOriginIsAskedAgainAfterAWhile() throws Exception {
    assertThat(gateway.get(origin.url("/old")).statusCode()).isEqualTo(301);
    gateway.now.updateAndGet(now -> now.plus(Duration.ofMinutes(30)));
    redirect = "302 Found";

    assertThat(gateway.get(origin.url("/old")).statusCode()).isEqualTo(200);
    assertThat(gateway.get(origin.url("/old")).statusCode()).isEqualTo(200);
  }
}
