package io.feedmesh.consumers.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.testing.RawOrigin;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an edge does beyond feeds for those who take it for their proxy. Kafka is away. */
class EdgeProxyTest {
  private static final String PAGE = "<!doctype html><title>a page</title>";
  private static final String LARGE =
      "HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\nContent-Length: 3000007\r\n\r\n"
          + "0".repeat(3_000_000)
          + "the end";

  private final KafkaSettings away = KafkaSettings.of("127.0.0.1:1");
  @TempDir Path spool;

  private EdgeRig edge(boolean privateOrigins, ProxyRules rules) {
    EdgeConfig usual = EdgeRig.config(spool);
    EdgeLimits limits = new EdgeLimits(usual.limits().server(), usual.limits().misses(), rules);
    return new EdgeRig(
        away,
        new EdgeConfig(
            usual.subscriber(),
            0,
            privateOrigins,
            usual.allowClients(),
            Duration.ofSeconds(5),
            1 << 20,
            limits,
            "",
            usual.tls(),
            usual.accessLog()));
  }

  private static RawOrigin origin() {
    return RawOrigin.sending(
        "HTTP/1.1 201 Created\r\nX-Origin: yes\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\n"
            + "Content-Type: text/html\r\nContent-Length: "
            + PAGE.length()
            + "\r\n\r\n"
            + PAGE);
  }

  private static String ask(EdgeRig edge, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.app.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String request(String method, String target, String body) {
    return method
        + " "
        + target
        + " HTTP/1.1\r\nHost: "
        + FeedUrl.parse(target.startsWith("http") ? target : "http://edge/").authority()
        + "\r\nConnection: close, X-Drop\r\nX-Drop: me\r\nX-Keep: me\r\nProxy-Connection: close\r\n"
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  @Test
  void otherMethodsAreTheOriginsInProxyModeAndNothingIsKept() throws Exception {
    try (RawOrigin origin = origin();
        EdgeRig edge = edge(true, ProxyRules.FEEDS_ONLY)) {
      String target = origin.url("/api?x=1").toString();

      String answer = ask(edge, request("POST", target, "a=b"));

      assertThat(answer).startsWith("HTTP/1.1 201 ").contains("X-Origin: yes").endsWith(PAGE);
      assertThat(answer).doesNotContain("X-Hop");
      String asked = origin.heads().get(0);
      assertThat(asked).startsWith("POST /api?x=1 HTTP/1.1");
      assertThat(asked).contains("X-Keep: me").contains("feedmesh-" + EdgeRig.NAME);
      assertThat(asked).doesNotContain("X-Drop").doesNotContainIgnoringCase("proxy-connection");
      assertThat(ask(edge, request("DELETE", target, ""))).startsWith("HTTP/1.1 201 ");
      assertThat(origin.heads()).hasSize(2);
      assertThat(edge.app.spool().feeds()).isZero();
    }
  }

  @Test
  void whoPostsToACollectionSeesWhatCameOfIt() throws Exception {
    AtomicInteger entries = new AtomicInteger();
    try (RawOrigin origin = new RawOrigin((head, out) -> collection(entries, head, out));
        EdgeRig edge = edge(true, ProxyRules.FEEDS_ONLY)) {
      String target = origin.url("/collection").toString();
      assertThat(ask(edge, request("GET", target, ""))).endsWith("<feed>0</feed>");

      assertThat(ask(edge, request("OPTIONS", target, ""))).startsWith("HTTP/1.1 201 ");
      assertThat(ask(edge, request("GET", target, ""))).endsWith("<feed>0</feed>");

      assertThat(ask(edge, request("POST", target, "<entry/>"))).startsWith("HTTP/1.1 201 ");
      assertThat(ask(edge, request("GET", target, ""))).endsWith("<feed>1</feed>");
      assertThat(ask(edge, request("GET", target, ""))).endsWith("<feed>1</feed>");

      assertThat(ask(edge, request("PUT", target, "<entry/>"))).startsWith("HTTP/1.1 409 ");
      assertThat(ask(edge, request("GET", target, ""))).endsWith("<feed>1</feed>");
      assertThat(origin.heads()).filteredOn(head -> head.startsWith("GET ")).hasSize(2);
    }
  }

  private static boolean collection(AtomicInteger entries, String head, OutputStream out)
      throws IOException {
    String status = "201 Created";
    String body = "";
    if (head.startsWith("GET ")) {
      status = "200 OK";
      body = "<feed>" + entries + "</feed>";
    } else if (head.startsWith("POST ")) {
      entries.incrementAndGet();
    } else if (head.startsWith("PUT ")) {
      status = "409 Conflict";
    }
    String answer =
        "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: " + body.length();
    out.write((answer + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
    return false;
  }

  @Test
  void otherMethodsAreRefusedInGatewayModeAndTraceAlways() throws Exception {
    try (RawOrigin origin = origin();
        EdgeRig edge = edge(true, ProxyRules.FEEDS_ONLY)) {
      String target = origin.url("/api").toString();

      assertThat(ask(edge, request("POST", "/" + target.replaceFirst("://", "/"), "a=b")))
          .startsWith("HTTP/1.1 405 ")
          .contains("Allow: GET, HEAD");
      assertThat(ask(edge, request("TRACE", target, ""))).startsWith("HTTP/1.1 405 ");
      assertThat(origin.heads()).isEmpty();
    }
  }

  @Test
  void nothingIsPassedOnToPrivateAddressesOrInCircles() throws Exception {
    try (RawOrigin origin = origin();
        EdgeRig closed = edge(false, new ProxyRules(Set.of(), true))) {
      String target = origin.url("/api").toString();
      assertThat(ask(closed, request("POST", target, "a=b"))).startsWith("HTTP/1.1 403 ");
      assertThat(ask(closed, request("GET", target, ""))).startsWith("HTTP/1.1 403 ");
      assertThat(origin.heads()).isEmpty();
    }
    try (EdgeRig edge = edge(true, ProxyRules.FEEDS_ONLY)) {
      String itself = "http://127.0.0.1:" + edge.app.port() + "/http/127.0.0.1:" + edge.app.port();
      assertThat(ask(edge, request("POST", itself + "/", ""))).startsWith("HTTP/1.1 405 ");
    }
    try (RawOrigin origin = origin();
        EdgeRig edge = edge(true, ProxyRules.FEEDS_ONLY)) {
      String post = request("POST", origin.url("/api").toString(), "");
      String again = "Via: 1.1 feedmesh-" + EdgeRig.NAME + ", 1.1 squid (it)\r\nX-Drop: me";
      assertThat(ask(edge, post.replace("X-Drop: me", again))).startsWith("HTTP/1.1 405 ");
      assertThat(origin.heads()).isEmpty();
    }
  }

  @Test
  void pagesAreRefusedOrPassedOnAsTheOperatorLikesAndNeverKept() throws Exception {
    String page =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
            + PAGE.length()
            + "\r\n\r\n"
            + PAGE;
    try (RawOrigin origin = RawOrigin.sending(page)) {
      String target = origin.url("/page").toString();
      try (EdgeRig edge = edge(true, ProxyRules.FEEDS_ONLY)) {
        assertThat(ask(edge, request("GET", target, ""))).startsWith("HTTP/1.1 502 ");
      }
      try (EdgeRig edge = edge(true, new ProxyRules(Set.of(), true))) {
        assertThat(ask(edge, request("GET", target, "")))
            .startsWith("HTTP/1.1 200 ")
            .endsWith(PAGE);
        assertThat(ask(edge, request("GET", "/" + target.replaceFirst("://", "/"), "")))
            .as("never in the name of the edge itself")
            .startsWith("HTTP/1.1 502 ");
        assertThat(edge.app.spool().feeds()).isZero();
        try (RawOrigin large = RawOrigin.sending(LARGE)) {
          assertThat(ask(edge, request("GET", large.url("/a.mp3").toString(), "")))
              .as("larger than any feed may be")
              .startsWith("HTTP/1.1 200 ")
              .endsWith("the end");
        }
      }
    }
  }
}
