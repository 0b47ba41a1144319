package io.feedmesh.schemas.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.http.RequestSizes;
import io.feedmesh.schemas.http.RoleServer;
import io.feedmesh.schemas.http.ServerLimits;
import io.feedmesh.schemas.testing.RawOrigin;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a proxy's clients and origins get to see of each other. */
class RelayTest {
  private static final int MOST = 1 << 20;

  private final CountDownLatch end = new CountDownLatch(1);
  private final PrometheusMeterRegistry registry = Metrics.registry();
  private final Relay relay =
      new Relay(OriginConfig.of("relay", true), "proxy-1", 10, Duration.ofSeconds(20), registry);
  private final RoleServer server =
      new RoleServer(
          "edge",
          0,
          new Health(),
          registry,
          List.of(relay),
          new ServerLimits(Duration.ofSeconds(20), true).with(RequestSizes.DEFAULT.bodies(MOST)));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void close() {
    end.countDown();
    server.close();
  }

  private static RawOrigin origin() {
    return RawOrigin.sending(
        "HTTP/1.1 200 OK\r\nVia: 1.1 cdn\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi");
  }

  /** One that never answers. */
  private RawOrigin silent() {
    return new RawOrigin(
        (head, out) -> {
          try {
            return !end.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
          }
        });
  }

  private String post(FeedUrl to, String fields, String body) throws IOException {
    return post(to, fields, body, to.authority());
  }

  private String post(FeedUrl to, String fields, String body, String host) throws IOException {
    return send("POST", to, fields, body, host);
  }

  private String send(String method, FeedUrl to, String fields, String body, String host)
      throws IOException {
    String request = method + " " + to + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write((request + fields + "\r\n" + body).getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  @Test
  void section763OfRfc9110BothDirectionsSayThatTheyCameThisWay() throws Exception {
    try (RawOrigin origin = origin()) {
      String answer = post(origin.url("/"), "Via: 1.0 first\r\nContent-Length: 3\r\n", "a=b");

      assertThat(answer).containsSubsequence("Via: 1.1 cdn", "Via: 1.1 proxy-1");
      assertThat(origin.heads().get(0)).containsSubsequence("Via: ", "1.0 first", "1.1 proxy-1");
    }
  }

  @Test
  void anOriginHearsNothingThatTheClientDidNotSay() throws Exception {
    try (RawOrigin origin = origin()) {
      post(origin.url("/"), "Content-Length: 3\r\n", "a=b");

      assertThat(origin.heads().get(0))
          .doesNotContain("User-Agent", "Content-Type", "Forwarded", "" + server.port());
    }
  }

  @Test
  void aPathOfTheServersOwnIsAnotherHostsToAProxy() throws Exception {
    try (RawOrigin origin = origin()) {
      for (String path : List.of("/health", "/metrics")) {
        String answer = post(origin.url(path), "Content-Length: 0\r\n", "");
        assertThat(answer).as(path).startsWith("HTTP/1.1 200 ").endsWith("hi");
      }
    }
  }

  @Test
  void section322OfRfc9112TheTargetCountsAndNotTheHostField() throws Exception {
    try (RawOrigin origin = origin()) {
      FeedUrl to = origin.url("/api");
      String answer = post(to, "Content-Length: 0\r\n", "", "other.example");

      assertThat(answer).startsWith("HTTP/1.1 200 ");
      assertThat(origin.heads().get(0))
          .contains("Host: " + to.authority())
          .doesNotContain("other.example");
    }
  }

  @Test
  void section762OfRfc9110OptionsGoesNoFurtherThanItMay() throws Exception {
    try (RawOrigin origin = origin()) {
      FeedUrl to = origin.url("/api");

      assertThat(send("OPTIONS", to, "Max-Forwards: 0\r\n", "", "a"))
          .startsWith("HTTP/1.1 200 ")
          .contains("Allow: ");
      assertThat(origin.heads()).isEmpty();
      assertThat(send("OPTIONS", to, "Max-Forwards: 7\r\n", "", "a")).endsWith("hi");
      assertThat(origin.heads().get(0))
          .contains("Max-Forwards: 6")
          .doesNotContain("Max-Forwards: 7");
    }
  }

  @Test
  void aBodyThatIsNoneIsTheClientsFault() throws Exception {
    try (RawOrigin origin = silent()) {
      assertThat(post(origin.url("/"), "Transfer-Encoding: chunked\r\n", "nonsense\r\n"))
          .startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void aBodyOfUntoldLengthThatBecomesTooLargeIsSaidToBe() throws Exception {
    String chunk = Integer.toHexString(MOST + 1) + "\r\n" + "x".repeat(MOST + 1) + "\r\n";
    try (RawOrigin origin = silent()) {
      assertThat(post(origin.url("/"), "Transfer-Encoding: chunked\r\n", chunk + "0\r\n\r\n"))
          .startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void section61OfRfc9112AnUnknownTransferCodingIsNotPassedOnAsIfItWereNone() throws Exception {
    try (RawOrigin origin = origin()) {
      assertThat(post(origin.url("/"), "Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"))
          .startsWith("HTTP/1.1 501 ");
      assertThat(origin.heads()).isEmpty();
    }
  }
}
