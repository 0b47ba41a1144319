package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.http.AllowedClients;
import io.feedmesh.schemas.testing.RawOrigin;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Origins that hang, while readers ask for what the spool has. */
class HitsBesideMissesTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path folder;

  /** A connection for each: more than the streams that HTTP/2 allows to one. */
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final CountDownLatch hold = new CountDownLatch(1);
  private final RawOrigin origin = new RawOrigin(this::answer);

  @AfterEach
  void close() {
    hold.countDown();
    origin.close();
  }

  private boolean answer(String head, OutputStream out) throws IOException {
    try {
      if (head.contains("/hangs") && !hold.await(60, TimeUnit.SECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String body = "<rss version='2.0'><channel/></rss>";
    String fields = "Content-Type: text/xml\r\nConnection: close\r\nContent-Length: ";
    String text = "HTTP/1.1 200 OK\r\n" + fields + body.length() + "\r\n\r\n" + body;
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    return false;
  }

  private GatewayRig gateway(MissLimits misses) throws IOException {
    GatewayRig gateway = new GatewayRig(folder, AllowedClients.LOCAL, true, misses, LONG);
    gateway.put(1, "<rss/>");
    return gateway;
  }

  private List<CompletableFuture<HttpResponse<byte[]>>> ask(GatewayRig gateway, int misses) {
    List<CompletableFuture<HttpResponse<byte[]>>> asked = new ArrayList<>();
    for (int i = 0; i < misses; i++) {
      String path = GatewayRig.path(origin.url("/hangs/" + i));
      asked.add(
          http.sendAsync(gateway.request("GET", path), HttpResponse.BodyHandlers.ofByteArray()));
    }
    return asked;
  }

  private static double gauge(GatewayRig gateway, String name) {
    return gateway.registry.get(name).gauge().value();
  }

  @Test
  void hitsAreAnsweredWhileFiveHundredMissesHang() throws Exception {
    try (GatewayRig gateway = gateway(new MissLimits(200, 200, 300, LONG))) {
      List<CompletableFuture<HttpResponse<byte[]>>> misses = ask(gateway, 500);
      await().until(() -> gauge(gateway, "feedmesh.edge.misses.waiting") == 300);
      assertThat(gauge(gateway, "feedmesh.edge.misses")).isEqualTo(200);

      for (int i = 0; i < 2_000; i++) {
        String[] encoding = {"Accept-Encoding", i % 2 == 0 ? "gzip" : "identity"};
        assertThat(gateway.get(GatewayRig.URL, encoding).statusCode()).isEqualTo(200);
      }

      assertThat(misses).as("all hung meanwhile").noneMatch(CompletableFuture::isDone);
      hold.countDown();
      for (CompletableFuture<HttpResponse<byte[]>> miss : misses) {
        assertThat(miss.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      }
    }
  }

  private FeedUrl elsewhere() {
    return FeedUrl.parse(origin.url("/feed").toString().replaceFirst("//[^:/]+", "//localhost"));
  }

  @Test
  void aHostThatHangsLeavesRoomForOthers() throws Exception {
    try (GatewayRig gateway = gateway(new MissLimits(100, 5, 100, LONG))) {
      ask(gateway, 20);
      await().until(() -> gauge(gateway, "feedmesh.edge.misses.waiting") == 15);

      FeedUrl elsewhere = elsewhere();
      assertThat(elsewhere.host()).isNotEqualTo(origin.url("/feed").host());
      assertThat(gateway.get(elsewhere).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whoHasWaitedLongEnoughIsToldWhenToComeBack() throws Exception {
    try (GatewayRig gateway = gateway(new MissLimits(1, 1, 10, Duration.ofMillis(300)))) {
      ask(gateway, 1);
      await().until(() -> gauge(gateway, "feedmesh.edge.misses") == 1);

      HttpResponse<byte[]> refused = gateway.get(origin.url("/feed"));

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(GatewayRig.header(refused, "Retry-After")).isEqualTo("5");
      assertThat(gateway.get(GatewayRig.URL).statusCode()).isEqualTo(200);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX) // where all of 127.0.0.0/8 is this machine
  void aClientWhoseMissesHangLeavesRoomForOthers() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try (GatewayRig gateway = gateway(new MissLimits(20, 20, 20, LONG))) {
      for (int i = 0; i < 20; i++) {
        sockets.add(ask(gateway, "127.0.0.2", GatewayRig.path(origin.url("/hangs/" + i))));
      }
      await().until(() -> gauge(gateway, "feedmesh.edge.misses.waiting") == 10);
      assertThat(gauge(gateway, "feedmesh.edge.misses")).isEqualTo(10);

      sockets.add(ask(gateway, "127.0.0.2", GatewayRig.path(origin.url("/feed"))));
      assertThat(answer(sockets.get(20))).startsWith("HTTP/1.1 503 ").contains("Retry-After: 5");
      sockets.add(ask(gateway, "127.0.0.3", GatewayRig.path(elsewhere())));
      assertThat(answer(sockets.get(21))).startsWith("HTTP/1.1 200 ");
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private static Socket ask(GatewayRig gateway, String from, String path) throws IOException {
    InetAddress local = InetAddress.getByName(from);
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port(), local, 0);
    socket.setSoTimeout(20_000);
    String request = "GET " + path + " HTTP/1.1\r\nHost: edge\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }
}
