package io.feedmesh.schemas.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.http.plain.PlainExchange;
import io.feedmesh.schemas.http.plain.PlainLog;
import io.feedmesh.schemas.testing.TestKeys;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain requests beside others, on one connection: who answers must make no difference. */
class PlainAnswersTest {
  private static final int SIZE = 16 << 20; // more than a system keeps for a socket
  private static final AnswerPace PACE = new AnswerPace(Duration.ofMillis(500), 20_000);
  private static final String END = " HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String NOT_PLAIN = " HTTP/1.1\r\nHost: a\r\nX-Other: b\r\n\r\n";
  private static final String LAST = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

  @TempDir Path folder;
  private final PrometheusMeterRegistry registry = Metrics.registry();
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private RoleServer server;

  @AfterEach
  void stop() {
    server.close();
  }

  private void start(Duration requestDeadline, Optional<TlsConfig> tls) {
    ServerLimits limits = new ServerLimits(requestDeadline, true, true).at(PACE);
    server = new RoleServer("role", 0, new Health(), registry, List.of(new Answers()), limits, tls);
    server.plain(PlainAnswersTest::plain);
    server.log(new Log());
    server.start();
  }

  private void start(Duration requestDeadline) {
    start(requestDeadline, Optional.empty());
  }

  private static byte[] body(String target, String by) {
    String text = by + " " + target;
    return (target.startsWith("/large") ? text.repeat(SIZE / text.length()) : text)
        .getBytes(ISO_8859_1);
  }

  private static boolean plain(PlainExchange exchange) {
    String target = exchange.request().target();
    if (target.equals("/bug")) {
      throw new IllegalStateException("a bug, as the test wants it");
    }
    if (target.startsWith("/unchanged")) {
      exchange.answer(304);
    } else if (target.startsWith("/fields")) {
      exchange.fields().put("X-Long", "y".repeat(10_000));
      exchange.answer(200, null, 0);
    } else {
      byte[] body = body(target, "plain");
      exchange.answer(200, ByteBuffer.wrap(body), body.length);
    }
    return !target.startsWith("/left");
  }

  private static final class Answers extends Handler.Abstract.NonBlocking {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      byte[] body = body(request.getHttpURI().getPathQuery(), "usual");
      response.getHeaders().put("Content-Length", body.length);
      response.write(true, ByteBuffer.wrap(body), callback);
      return true;
    }
  }

  private final class Log implements PlainLog {
    @Override
    public void log(Request request, Response response) {
      logged.add("usual " + request.getHttpURI().getPathQuery());
    }

    @Override
    public void log(PlainExchange exchange) {
      logged.add(
          "plain %s %s %d %d"
              .formatted(
                  exchange.client(),
                  exchange.request().target(),
                  exchange.status(),
                  exchange.bodyBytes()));
    }
  }

  @Test
  void answersComeInTheOrderOfTheRequestsWhoeverGivesThem() throws Exception {
    start(Duration.ofSeconds(60));
    try (Socket socket = connect(server.port())) {
      send(
          socket,
          "GET /a"
              + END
              + "HEAD /b"
              + END
              + "GET /unchanged"
              + END
              + "GET /left"
              + END
              + "GET /c"
              + END
              + "GET /d"
              + NOT_PLAIN
              + "GET /e"
              + LAST);

      String answers = rest(socket);

      assertThat(withoutDate(answers))
          .isEqualTo(
              "HTTP/1.1 200 OK|Content-Length: 8||plain /a"
                  + "HTTP/1.1 200 OK|Content-Length: 8||"
                  + "HTTP/1.1 304 Not Modified||"
                  + "HTTP/1.1 200 OK|Content-Length: 11||usual /left"
                  + "HTTP/1.1 200 OK|Content-Length: 8||usual /c" // it came with that
                  + "HTTP/1.1 200 OK|Content-Length: 8||usual /d"
                  + "HTTP/1.1 200 OK|Content-Length: 8|Connection: close||usual /e");
    }
    await().until(() -> logged.size() == 7);
    assertThat(logged)
        .startsWith(
            "plain 127.0.0.1 /a 200 8",
            "plain 127.0.0.1 /b 200 0",
            "plain 127.0.0.1 /unchanged 304 0",
            "usual /left");
  }

  @Test
  void aConnectionIsForPlainRequestsAgainAfterAnother() throws Exception {
    start(Duration.ofSeconds(60));
    try (Socket socket = connect(server.port())) {
      for (int i = 0; i < 20; i++) {
        send(socket, "GET /a" + NOT_PLAIN);
        assertThat(next(socket)).endsWith("usual /a");
        send(socket, "GET /a" + END);
        assertThat(next(socket)).endsWith("plain /a");
      }
    }
  }

  @Test
  void aRequestInTwoPiecesHasOneAnswer() throws Exception {
    start(Duration.ofSeconds(60));
    String request = "GET /a" + END;
    for (int cut = 1; cut < request.length(); cut++) {
      try (Socket socket = connect(server.port())) {
        socket.setTcpNoDelay(true);
        send(socket, request.substring(0, cut));
        assertThat(new CountDownLatch(1).await(2, TimeUnit.MILLISECONDS)).isFalse();
        send(socket, request.substring(cut));

        assertThat(next(socket)).as("cut at %d", cut).endsWith(" /a").contains(" 200 OK");
      }
    }
  }

  @Test
  void aLongHeaderIsWrittenWhole() throws Exception {
    start(Duration.ofSeconds(60));
    try (Socket socket = connect(server.port())) {
      send(socket, "GET /fields" + END + "GET /a" + LAST);

      assertThat(withoutDate(rest(socket)))
          .contains("X-Long: " + "y".repeat(10_000) + "|Content-Length: 0||HTTP/1.1 200");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {END, NOT_PLAIN})
  void whatComesBehindALargeAnswerWaitsForItsEnd(String kind) throws Exception {
    start(Duration.ofSeconds(60));
    try (Socket socket = connect(server.port())) {
      send(socket, "GET /large1" + END + "GET /large2" + kind + "GET /a" + LAST);

      String all = rest(socket);

      assertThat(all.split("HTTP/1.1 200 OK", -1)).hasSize(4);
      assertThat(all).endsWith("usual /a");
      assertThat(count(all, "plain /large1")).isEqualTo(SIZE / "plain /large1".length());
      String second = kind.equals(END) ? "plain /large2" : "usual /large2";
      assertThat(count(all, second)).isEqualTo(SIZE / second.length());
      assertThat(all.lastIndexOf("/large1")).isLessThan(all.indexOf("/large2"));
    }
  }

  @Test
  void afterALargeAnswerTheNextRequestIsRead() throws Exception {
    start(Duration.ofSeconds(60));
    try (Socket socket = connect(server.port())) {
      for (int i = 0; i < 3; i++) {
        send(socket, "GET /large" + END);
        assertThat(next(socket)).hasSizeGreaterThan(SIZE - 100).endsWith("plain /large");
      }
    }
  }

  @Test
  void aClientThatTakesNothingIsClosed() throws Exception {
    start(Duration.ofSeconds(60));
    try (Socket socket = connect(server.port())) {
      send(socket, "GET /large" + END);

      awaitClosed("slow_reader");
    }
  }

  @Test
  void aClientThatDripsItsNextHeaderIsClosed() throws Exception {
    start(Duration.ofMillis(500));
    try (Socket socket = connect(server.port())) {
      send(socket, "GET /a" + END);
      assertThat(next(socket)).endsWith("plain /a");
      send(socket, "GET /a HTTP/1.1\r\nAccept: ");
      CountDownLatch pause = new CountDownLatch(1);
      try {
        while (closed("idle") + closed("slow_request") == 0) {
          assertThat(pause.await(20, TimeUnit.MILLISECONDS)).isFalse();
          send(socket, "x");
        }
      } catch (SocketException e) {
        assertThat(e).as("closed").isNotNull();
      }
      awaitNoConnections();
    }
  }

  @Test
  void whatWasSentCanStillBeReadWhenAnIdleConnectionIsTold() throws Exception {
    start(Duration.ofSeconds(1));
    try (Socket socket = connect(server.port())) {
      send(socket, "GET /a" + END);

      awaitClosed("idle");
      assertThat(rest(socket)).endsWith("plain /a");
    }
  }

  @Test
  void aLargeAnswerMayTakeLongerThanARequest() throws Exception {
    start(Duration.ofMillis(600));
    try (Socket socket = connect(server.port())) {
      send(socket, "GET /large" + END);
      byte[] some = new byte[256 << 10];
      long got = 0;
      CountDownLatch pause = new CountDownLatch(1);
      while (got < SIZE) {
        int n = socket.getInputStream().read(some);
        assertThat(n).as("after %d bytes", got).isPositive();
        got += n;
        assertThat(pause.await(5, TimeUnit.MILLISECONDS)).isFalse();
      }
    }
    assertThat(closed("idle")).isZero();
  }

  @Test
  void aBugClosesTheConnectionAndNoOther() throws Exception {
    start(Duration.ofSeconds(60));
    try (Socket other = connect(server.port());
        Socket socket = connect(server.port())) {
      send(socket, "GET /bug" + END);
      assertThat(rest(socket)).isEmpty();

      send(other, "GET /a" + END);
      assertThat(next(other)).endsWith("plain /a");
    }
  }

  @Test
  void whatIsNoRequestIsToldSo() throws Exception {
    start(Duration.ofSeconds(60));
    for (String bad :
        List.of("GET /b HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "nonsense\r\n\r\n")) {
      try (Socket socket = connect(server.port())) {
        send(socket, bad);
        assertThat(rest(socket)).startsWith("HTTP/1.1 400");
      }
      try (Socket socket = connect(server.port())) {
        send(socket, "GET /a" + END + bad);
        assertThat(rest(socket)).contains("plain /aHTTP/1.1 400");
      }
    }
  }

  @Test
  void longTargetsAndHeadersAreRefusedAsEver() throws Exception {
    start(Duration.ofSeconds(60));
    try (Socket socket = connect(server.port())) {
      send(socket, "GET /" + "a".repeat(RequestSizes.DEFAULT.target()) + END);
      assertThat(next(socket)).startsWith("HTTP/1.1 414");
    }
    try (Socket socket = connect(server.port())) {
      String field = "Accept: " + "a".repeat(RequestSizes.DEFAULT.header()) + "\r\n";
      send(socket, "GET /a HTTP/1.1\r\nHost: a\r\n" + field + "\r\n");
      assertThat(next(socket)).startsWith("HTTP/1.1 431");
    }
  }

  @Test
  void overTlsAllGoTheUsualWay() throws Exception {
    Path keystore = TestKeys.selfSigned(folder);
    start(Duration.ofSeconds(60), Optional.of(new TlsConfig(0, keystore, TestKeys.PASSWORD)));
    try (Socket socket =
        TestKeys.trusting(keystore)
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), server.tlsPort().orElseThrow())) {
      socket.setSoTimeout(30_000);
      send(socket, "GET /a" + END);
      assertThat(next(socket)).endsWith("usual /a");
      send(socket, "GET /large" + END);
      assertThat(next(socket)).endsWith("usual /large");
      send(socket, "GET /a" + NOT_PLAIN);
      assertThat(next(socket)).endsWith("usual /a");
      send(socket, "GET /a" + END + "GET /b" + LAST);
      assertThat(withoutDate(rest(socket))).contains("usual /aHTTP/1.1 200").endsWith("usual /b");
    }
  }

  private static int count(String text, String part) {
    return text.split(part, -1).length - 1;
  }

  private static String withoutDate(String answers) {
    return answers.replaceAll("Date: [^\r]*\r\n", "").replace("\r\n", "|");
  }

  private double closed(String reason) {
    return registry.get("feedmesh.http.closed").tag("reason", reason).counter().count();
  }

  private void awaitClosed(String reason) {
    await().until(() -> closed(reason) == 1);
    awaitNoConnections();
  }

  private void awaitNoConnections() {
    await().until(() -> registry.get("feedmesh.http.connections").gauge().value() == 0);
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(64 << 10);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** All until the server closes. */
  private static String rest(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    socket.getInputStream().transferTo(all);
    return all.toString(ISO_8859_1);
  }

  /** One answer, with a body of told length. */
  private static String next(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder header = new StringBuilder();
    while (header.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      assertThat(b).as("the answer goes on after %s", header).isNotNegative();
      header.append((char) b);
    }
    List<String> lines = new ArrayList<>(List.of(header.toString().split("\r\n", -1)));
    int length =
        lines.stream()
            .filter(line -> line.startsWith("Content-Length: "))
            .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
            .findFirst()
            .orElse(0);
    return header + new String(in.readNBytes(length), ISO_8859_1);
  }
}
