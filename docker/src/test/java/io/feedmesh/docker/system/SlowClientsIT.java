package io.feedmesh.docker.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.bench.FeedOrigin;
import io.feedmesh.docker.system.SlowHttpTest.Second;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.testing.TestBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An edge under thousands of connections that are slow in each way, while a reader makes hits. What
 * it measures by the way is in {@code target/slow-clients-report.txt}.
 */
@Tag("slowhttptest")
class SlowClientsIT {
  private static final int BORNE_SECONDS = 30;
  private static final int MOST = 1_000;
  private static final int OTHER_DESCRIPTORS = 500;

  private static final Duration ALONE = Duration.ofSeconds(5);
  private static final int FEW = 20; // of those that make hits

  /** Connections of the edge, by second. */
  private final NavigableMap<Long, Long> sockets = new TreeMap<>();

  @TempDir Path folder;
  private final KafkaSettings kafka = TestBroker.shared().withTopics(2);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void hitsGoOnAndEachSlowConnectionIsClosed() throws Exception {
    SlowHttpTest.require();
    int connections = Math.min(MOST, (descriptors() - OTHER_DESCRIPTORS) / 3);
    try (FeedOrigin origin = new FeedOrigin();
        EdgeChild edge = new EdgeChild(kafka, folder, "--name=slow", "--allow-private-origins")) {
      origin.publish("/small.xml", Rss.feed("small", 10), "application/rss+xml");
      origin.publish("/large.xml", large(), "application/rss+xml");
      String small = path(origin.url("/small.xml"));
      String large = path(origin.url("/large.xml"));
      assertThat(get(edge, small).statusCode()).isEqualTo(200);
      assertThat(get(edge, large).statusCode()).isEqualTo(200);

      SlowHttpTest headers =
          SlowHttpTest.start(folder, "-H", connections, edge.uri(small), "-i", "2");
      SlowHttpTest bodies =
          SlowHttpTest.start(folder, "-B", connections, edge.uri(small), "-i", "2");
      SlowHttpTest readers =
          SlowHttpTest.start(
              folder, "-X", connections, edge.uri(large), "-w", "512", "-y", "1024", "-n", "2");
      try {
        Hits hits = hitsWhile(edge, small, readers::isRunning);
        long end = System.nanoTime() + ALONE.toNanos();
        report(connections, hits, hitsWhile(edge, small, () -> System.nanoTime() < end), edge);
        assertThat(hits.micros()).as("hits meanwhile").hasSizeGreaterThan(100);
        assertClosedInTime(headers.seconds(), connections);
        assertClosedInTime(bodies.seconds(), connections);
        assertNoneLeft(readers.seconds(), connections);
      } finally {
        List.of(headers, bodies, readers).forEach(SlowHttpTest::stop);
      }
      assertThat(get(edge, small).statusCode()).as("afterwards").isEqualTo(200);
      assertThat(edge.isAlive()).isTrue();
    }
  }

  /** Microseconds of each, and seconds of all. */
  private record Hits(List<Long> micros, double seconds) {
    double rate() {
      return micros.size() / seconds;
    }
  }

  /** All of them are answered; every tenth on a connection of its own. */
  private Hits hitsWhile(EdgeChild edge, String path, BooleanSupplier busy) throws Exception {
    List<Long> micros = new ArrayList<>();
    long began = System.nanoTime();
    while (busy.getAsBoolean()) {
      long second = (System.nanoTime() - began) / 1_000_000_000;
      if (!sockets.containsKey(second)) {
        sockets.put(second, Sockets.at(edge.port()));
      }
      long start = System.nanoTime();
      if (micros.size() % 10 == 0) {
        assertThat(fresh(edge, path)).startsWith("HTTP/1.1 200");
      } else {
        HttpResponse<byte[]> answer = get(edge, path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Status").orElse("")).contains("hit");
      }
      micros.add((System.nanoTime() - start) / 1_000);
    }
    return new Hits(micros, (System.nanoTime() - began) / 1e9);
  }

  /**
   * The tool reads its own system's buffer for minutes before it sees that its connections are
   * gone.
   */
  private void assertNoneLeft(List<Second> seconds, int connections) {
    assertThat(Collections.max(sockets.values())).as("" + sockets).isGreaterThan(2L * connections);
    long opened =
        seconds.stream()
            .filter(s -> s.closed() + s.open() == connections)
            .mapToLong(Second::second)
            .findFirst()
            .orElseThrow();
    long later = opened + BORNE_SECONDS;
    assertThat(sockets.tailMap(later).values())
        .as("connections from second " + later + " on, of " + sockets)
        .isNotEmpty()
        .allMatch(n -> n < FEW);
  }

  /** What was open at a second is closed as many later as a connection is borne. */
  private static void assertClosedInTime(List<Second> seconds, int connections) {
    assertThat(seconds).isNotEmpty();
    Second last = seconds.get(seconds.size() - 1);
    assertThat(seconds.stream().mapToLong(Second::closed).max().orElse(0))
        .as("all were opened and closed: " + seconds)
        .isEqualTo(connections);
    for (Second then : seconds) {
      long later = then.second() + BORNE_SECONDS;
      long closed =
          seconds.stream()
              .filter(s -> s.second() <= later)
              .mapToLong(Second::closed)
              .max()
              .orElse(0);
      assertThat(closed)
          .as("closed by second " + later + ", last " + last)
          .isGreaterThanOrEqualTo(then.closed() + then.open());
    }
  }

  private HttpResponse<byte[]> get(EdgeChild edge, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(edge.uri(path))
            .header("Accept-Encoding", "gzip")
            .timeout(Duration.ofSeconds(20))
            .build();
    return client.send(request, BodyHandlers.ofByteArray());
  }

  /** Over a connection of its own. */
  private static String fresh(EdgeChild edge, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
      socket.setSoTimeout(20_000);
      String request = "GET " + path + " HTTP/1.1\r\nHost: edge\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static String path(String url) {
    return "/" + url.replaceFirst("://", "/");
  }

  /** More than systems buffer for a socket, and of a kind that gzip cannot make small. */
  private static byte[] large() {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder("<rss version='2.0'><channel><description>");
    for (int i = 0; i < 2_000_000; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.append("</description></channel></rss>").toString().getBytes(UTF_8);
  }

  /** How many files a process may have open here. */
  private static int descriptors() throws IOException {
    Process shell = new ProcessBuilder("sh", "-c", "ulimit -n").start();
    try (BufferedReader out = shell.inputReader()) {
      String limit = out.readLine();
      return limit.matches("\\d{1,8}") ? Integer.parseInt(limit) : Integer.MAX_VALUE;
    }
  }

  private void report(int connections, Hits hits, Hits alone, EdgeChild edge) throws Exception {
    List<Long> sorted = new ArrayList<>(hits.micros());
    Collections.sort(sorted);
    String text =
        String.format(
            "three times %d slow connections: %d hits, all answered, %.0f a second (%.0f without them),"
                + " p50 %d us, p99 %d us, most %d us; closed: %.0f slow requests, %.0f slow readers, %.0f idle%n",
            connections,
            sorted.size(),
            hits.rate(),
            alone.rate(),
            sorted.get(sorted.size() / 2),
            sorted.get(sorted.size() * 99 / 100),
            sorted.get(sorted.size() - 1),
            edge.meter(client, "feedmesh_http_closed_total", "slow_request"),
            edge.meter(client, "feedmesh_http_closed_total", "slow_reader"),
            edge.meter(client, "feedmesh_http_closed_total", "idle"));
    Files.writeString(
        Path.of("target", "slow-clients-report.txt"),
        text,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }
}
