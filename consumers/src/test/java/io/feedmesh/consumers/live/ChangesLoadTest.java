package io.feedmesh.consumers.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.testing.TestBroker;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangesLoadTest {
  private static final String FEED = "https://example.org/feed";
  private final KafkaSettings kafka = TestBroker.shared().withTopics(1);

  @Test
  void clientsThatComeAndGoGetEachEventOnceWhileEventsArrive() throws Exception {
    long seed = 20261101;
    SplittableRandom random = new SplittableRandom(seed);
    int events = 3_000;
    try (LiveEdge edge = new LiveEdge(kafka, LiveEdge.config(400)).start()) {
      SseEvents start = edge.stream("");
      await().until(start::connected);
      String id = start.lastEventId();
      List<String> titles = IntStream.range(0, events).mapToObj(i -> "t" + i).toList();
      CompletableFuture<Void> publishing =
          CompletableFuture.runAsync(() -> titles.forEach(title -> edge.publish(FEED, title)));

      List<String> got = new ArrayList<>();
      int connections = 0;
      while (got.size() < events) {
        SseEvents client = edge.stream("", id);
        int wanted = Math.min(events - got.size(), 1 + random.nextInt(300));
        await().until(() -> client.titles().size() >= wanted);
        client.disconnect();
        var entries = client.entries();
        got.addAll(entries.stream().map(e -> e.json().get("title").asText()).toList());
        id = entries.get(entries.size() - 1).id();
        connections++;
        assertThat(client.lost()).isEmpty();
      }
      publishing.join();

      assertThat(got).as("seed " + seed).isEqualTo(titles);
      assertThat(connections).isGreaterThan(5);
      await().until(() -> start.titles().size() == events);
      assertThat(start.titles()).isEqualTo(titles);
    }
  }

  @Test
  void fiveHundredStreamsGetAnEventWithoutAThreadEach() throws Exception {
    try (LiveEdge edge = new LiveEdge(kafka, LiveEdge.config(100)).start()) {
      List<Socket> clients = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        clients.add(rawStream(edge, 64 * 1024));
      }
      await().until(() -> edge.handler.clients() == 500);
      edge.publish(FEED, "first");
      clients.forEach(client -> readUntil(client, "\"first\""));
      edge.publish(FEED, "to all at once");
      long sent = System.nanoTime();
      clients.forEach(client -> readUntil(client, "to all at once"));
      long millis = (System.nanoTime() - sent) / 1_000_000;
      System.out.println("500 clients had it " + millis + " ms after the ack");

      long threads =
          Thread.getAllStackTraces().keySet().stream()
              .filter(t -> t.getName().startsWith("edge-") || t.getName().startsWith("live-"))
              .count();
      assertThat(threads).as("the server's 64 at most, and ours").isLessThan(72);
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  @Test
  void dropsAClientThatDoesNotReadAndHarmsNoOther() throws Exception {
    LiveConfig config =
        new LiveConfig("edge", 2_000, 0, 10, Duration.ofMillis(200), Duration.ofMillis(1_000));
    String text = "x".repeat(900);
    try (LiveEdge edge = new LiveEdge(kafka, config).start();
        Socket deaf = rawStream(edge, 1024)) {
      SseEvents good = edge.stream("");
      await().until(() -> edge.handler.clients() == 2 && good.connected());
      int published = 0;
      while (edge.count("feedmesh.live.dropped") == 0) {
        List<String> more = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
          more.add(published++ + text);
        }
        edge.publishAll(FEED, more);
        assertThat(published).as("events until the deaf client is dropped").isLessThan(60_000);
      }

      int all = published;
      await().until(() -> good.entries().size() == all);
      assertThat(edge.count("feedmesh.live.dropped")).isEqualTo(1);
      assertThat(edge.handler.clients()).isEqualTo(1);
      assertThat(good.lost()).isEmpty();
      assertThat(good.response().isDone()).isFalse();
      assertThat(deaf.getInputStream().read()).isNotEqualTo(-1); // what was in its buffers
    }
  }

  @Test
  void keepsQuietStreamsAliveAndGivesThePlaceOfTheGoneToOthers() throws Exception {
    LiveConfig config =
        new LiveConfig("edge", 100, 0, 1, Duration.ofMillis(50), Duration.ofSeconds(1));
    try (LiveEdge edge = new LiveEdge(kafka, config).start()) {
      SseEvents first = edge.stream("?feed=http://quiet.example/");
      await().until(() -> first.comments() > 3);
      String before = first.lastEventId();
      edge.publish(FEED, "not for it");
      await().until(() -> !first.lastEventId().equals(before));
      SseEvents second = edge.stream("");
      assertThat(second.response().get().statusCode()).isEqualTo(503);
      assertThat(second.response().get().headers().firstValue("Retry-After")).contains("5");
      assertThat(edge.count("feedmesh.live.refused")).isEqualTo(1);
      first.disconnect();

      await().until(() -> edge.handler.clients() == 0);
      SseEvents third = edge.stream("?last=1");
      await().until(() -> third.titles().equals(List.of("not for it")));
      assertThat(first.lastEventId()).isEqualTo(third.lastEventId());
    }
  }

  @Test
  void startsWithAWindowOfHistoryAmongOthersRecords() throws Exception {
    List<CompletableFuture<?>> sent = new ArrayList<>();
    try (LiveEdge before = new LiveEdge(kafka, LiveEdge.config(100))) {
      for (int i = 0; i < 300; i++) {
        sent.add(before.publishing("edge", FEED, "t" + i));
        sent.add(before.publishing("other", FEED, "o" + i));
      }
      before.publish(FEED, "t300");
      sent.forEach(CompletableFuture::join);
    }
    try (LiveEdge edge = new LiveEdge(kafka, LiveEdge.config(100)).start()) {
      SseEvents client = edge.stream("?last=1000");
      await().until(() -> client.titles().size() == 100);

      assertThat(client.titles().get(99)).isEqualTo("t300");
      assertThat(edge.live.entries()).as("arrived since the start").isZero();
    }
  }

  private static Socket rawStream(LiveEdge edge, int receiveBuffer) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(receiveBuffer);
    socket.setSoTimeout(20_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port()));
    socket
        .getOutputStream()
        .write("GET /changes HTTP/1.1\r\nHost: edge\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static void readUntil(Socket socket, String text) {
    try {
      InputStream in = socket.getInputStream();
      StringBuilder got = new StringBuilder();
      byte[] chunk = new byte[8192];
      while (got.indexOf(text) < 0) {
        int n = in.read(chunk);
        assertThat(n).isPositive();
        got.append(new String(chunk, 0, n, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
