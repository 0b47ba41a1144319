package io.feedmesh.schemas.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.origin.AddressPolicy;
import io.feedmesh.schemas.origin.HostNames;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** CONNECT, over real sockets; what is behind the tunnel sends back what it gets. */
class TunnelTest {
  private final PrometheusMeterRegistry registry = Metrics.registry();
  private final ServerSocket echo = echo();
  private RoleServer server;

  private static ServerSocket echo() {
    try {
      ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
      Thread thread = new Thread(() -> serve(listening), "echo");
      thread.setDaemon(true);
      thread.start();
      return listening;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void serve(ServerSocket listening) {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        Thread thread = new Thread(() -> transfer(socket), "echo");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void transfer(Socket socket) {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException e) {
      // the tunnel is gone
    }
  }

  private void start(TunnelLimits limits) {
    start(limits, HostNames.SYSTEM, Duration.ofMillis(500));
  }

  private void start(TunnelLimits limits, HostNames hosts, Duration requestDeadline) {
    server =
        new RoleServer(
            "edge",
            0,
            new Health(),
            registry,
            List.of(new TunnelHandler(limits, hosts, registry)),
            new ServerLimits(requestDeadline, true, true));
    server.start();
  }

  @AfterEach
  void close() throws IOException {
    echo.close();
    server.close();
  }

  private TunnelLimits limits(int most, Duration idle) {
    return new TunnelLimits(Set.of(echo.getLocalPort()), AddressPolicy.PRIVATE_TOO, most, idle);
  }

  private Socket connect(String target) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(20_000);
    write(socket, "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n");
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String read(Socket socket, int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.US_ASCII);
  }

  private static String head(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append(read(socket, 1));
    }
    return head.toString();
  }

  private String target() {
    return "localhost:" + echo.getLocalPort();
  }

  private double count(String result) {
    return registry.counter("feedmesh.http.tunnels", "result", result).count();
  }

  private double open() {
    return registry.get("feedmesh.http.tunnels.open").gauge().value();
  }

  @Test
  void carriesBytesBothWaysForLongerThanARequestMayTake() throws Exception {
    start(limits(2, Duration.ofSeconds(20)));
    try (Socket tunnel = connect(target())) {
      assertThat(head(tunnel)).startsWith("HTTP/1.1 200 ");
      long start = System.nanoTime();
      while (System.nanoTime() - start < Duration.ofMillis(1500).toNanos()) {
        write(tunnel, "hello");
        assertThat(read(tunnel, 5)).isEqualTo("hello");
      }
      assertThat(open()).isEqualTo(1);
    }
    await().until(() -> open() == 0);
    assertThat(count("opened")).isEqualTo(1);
  }

  @Test
  void anIdleOneIsClosed() throws Exception {
    start(limits(2, Duration.ofMillis(300)));
    try (Socket tunnel = connect(target())) {
      assertThat(head(tunnel)).startsWith("HTTP/1.1 200 ");
      assertThat(tunnel.getInputStream().read()).isEqualTo(-1);
    }
    await().until(() -> open() == 0);
  }

  @Test
  void noMoreThanThereMayBe() throws Exception {
    start(limits(1, Duration.ofSeconds(20)));
    try (Socket tunnel = connect(target());
        Socket second = connectAfter(tunnel)) {
      assertThat(head(second)).startsWith("HTTP/1.1 503 ").contains("Retry-After: 5");
    }
    await().until(() -> open() == 0);
    try (Socket later = connect(target())) {
      assertThat(head(later)).startsWith("HTTP/1.1 200 ");
    }
  }

  private Socket connectAfter(Socket tunnel) throws IOException {
    assertThat(head(tunnel)).startsWith("HTTP/1.1 200 ");
    return connect(target());
  }

  @Test
  void otherPortsAddressesAndNonsenseAreRefused() throws Exception {
    start(
        new TunnelLimits(
            Set.of(echo.getLocalPort(), 443),
            AddressPolicy.PUBLIC_ONLY,
            10,
            Duration.ofSeconds(20)));
    for (String target :
        List.of(target(), "127.0.0.1:443", "[::1]:443", "localhost:22", "[::ffff:127.0.0.1]:443")) {
      try (Socket refused = connect(target)) {
        assertThat(head(refused)).as(target).startsWith("HTTP/1.1 403 ");
      }
    }
    for (String target : List.of("localhost", ":443", "a b:443", "http://localhost:443/")) {
      try (Socket refused = connect(target)) {
        assertThat(head(refused)).as(target).matches("(?s)HTTP/1.1 40[03] .*");
      }
    }
    assertThat(open()).isZero();
    assertThat(count("opened")).isZero();
  }

  @Test
  void whereNobodyListensIsABadGateway() throws Exception {
    start(limits(1, Duration.ofSeconds(20)));
    String target = target();
    echo.close();
    try (Socket failed = connect(target)) {
      assertThat(head(failed)).startsWith("HTTP/1.1 502 ");
    }
    await().until(() -> open() == 0);
    assertThat(count("failed")).isEqualTo(1);
  }

  @Test
  void offUnlessPortsAreGiven() throws Exception {
    start(TunnelLimits.NONE);
    try (Socket refused = connect(target())) {
      assertThat(head(refused)).startsWith("HTTP/1.1 403 ");
    }
    assertThat(count("refused")).isEqualTo(1);
  }

  @Test
  void whatFollowsARefusedConnectIsNoRequest() throws Exception {
    start(TunnelLimits.NONE);
    try (Socket refused = connect(target())) {
      write(refused, "GET /health HTTP/1.1\r\nHost: edge\r\n\r\n");

      String answers = new String(refused.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answers).startsWith("HTTP/1.1 403 ").containsOnlyOnce("HTTP/1.1");
    }
  }

  @Test
  void aNameServerThatHangsTakesNoThreadOfTheServer() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    HostNames hanging =
        host -> {
          try {
            answer.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return InetAddress.getAllByName(host);
        };
    start(limits(100, Duration.ofSeconds(60)), hanging, Duration.ofSeconds(60));
    List<Socket> waiting = new ArrayList<>();
    for (int i = 0; i < 80; i++) { // more than the server has threads
      waiting.add(connect(target()));
    }
    await().until(() -> open() == 80);

    try (Socket other = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      other.setSoTimeout(20_000);
      write(other, "GET /metrics HTTP/1.1\r\nHost: edge\r\n\r\n");
      assertThat(head(other)).startsWith("HTTP/1.1 200 ");
    }
    answer.countDown();
    for (Socket tunnel : waiting) {
      assertThat(head(tunnel)).startsWith("HTTP/1.1 200 ");
      tunnel.close();
    }
  }

  @Test
  void aStreamOfHttp2CarriesOneForLongerThanARequestMayTake() throws Exception {
    start(limits(1, Duration.ofSeconds(20)));
    try (Http2Wire client = new Http2Wire(server.port())) {
      client.headers(1, false, ":method", "CONNECT", ":authority", target());
      assertThat(client.next(1).last()).isFalse();
      long start = System.nanoTime();
      while (System.nanoTime() - start < Duration.ofMillis(1500).toNanos()) {
        client.data(1, "hello");
        assertThat(client.next(1).text()).isEqualTo("hello");
      }
      assertThat(open()).isEqualTo(1);
    }
    await().until(() -> open() == 0);
  }

  @Test
  void anotherProtocolOverHttp2IsRefusedAndTakesNoPlace() throws Exception {
    start(limits(1, Duration.ofSeconds(20)));
    try (Http2Wire client = new Http2Wire(server.port())) {
      client.headers(
          1,
          false,
          ":method",
          "CONNECT",
          ":protocol",
          "websocket",
          ":scheme",
          "http",
          ":path",
          "/",
          ":authority",
          target());
      assertThat(client.next(1).type()).isEqualTo(Http2Wire.RST_STREAM);
    }
    assertThat(open()).isZero();
  }

  /** RFC 8441, section 3: whoever is offered it opens WebSockets, which nobody here speaks. */
  @Test
  void noOtherProtocolIsOfferedOverHttp2() throws Exception {
    start(limits(1, Duration.ofSeconds(20)));
    try (Http2Wire client = new Http2Wire(server.port())) {
      Http2Wire.Frame first = client.next(0);
      assertThat(first.type()).isEqualTo(Http2Wire.SETTINGS);
      ByteBuffer settings = ByteBuffer.wrap(first.payload());
      assertThat(settings.hasRemaining()).isTrue();
      while (settings.hasRemaining()) {
        boolean connect = settings.getShort() == 8;
        int value = settings.getInt();
        assertThat(connect && value == 1).isFalse();
      }
    }
  }
}
