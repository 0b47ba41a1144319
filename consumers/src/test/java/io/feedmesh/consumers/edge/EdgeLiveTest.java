package io.feedmesh.consumers.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.consumers.json.SampleEntries;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.testing.TestBroker;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeLiveTest {
  private static final String FEED = "https://feeds.example/news";
  private final KafkaSettings kafka = TestBroker.shared().withTopics(1);
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  @TempDir Path spool;
  private EdgeApp edge;

  @BeforeEach
  void start() {
    EdgeConfig config = EdgeConfig.defaults(spool).at("edge", 0, false);
    edge = new EdgeApp(kafka, config, registry, new Health());
    edge.start();
  }

  @AfterEach
  void close() {
    edge.close();
  }

  @Test
  void aStreamOfAFeedSubscribesToItAndGetsItsEntries() {
    CompletableFuture<Void> stream = stream("/changes?feed=" + FEED);
    await().until(() -> lines.stream().anyMatch(line -> line.startsWith("id: ")));
    await().until(() -> subscriptions().contains(FEED + " edge"));
    var change = SampleEntries.change(FEED, "Hello", Instant.now());
    try (var sender = kafka.sender("edge-live-test")) {
      sender.send(kafka.topics().entryViews, "edge", SampleEntries.view("edge", change)).join();
    }

    await().until(() -> lines.stream().anyMatch(line -> line.contains("\"title\":\"Hello\"")));
    long start = System.nanoTime();
    edge.close();
    stream.join();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void showsThePageToReadersAndNotToThoseWhoUseItAsAProxy() throws IOException {
    assertThat(get("/")).contains("<title>Feedmesh edge</title>");
    assertThat(get("/page/status.json")).contains("\"edge\":\"edge\"", "\"feeds\":0");
    assertThat(raw("GET / HTTP/1.1\r\nHost: edge\r\nConnection: close\r\n\r\n")).contains("200 OK");
    assertThat(raw("GET http://127.0.0.1:1/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .doesNotContain("Feedmesh edge</title>")
        .doesNotContain("200 OK");
  }

  private CompletableFuture<Void> stream(String path) {
    return http.sendAsync(request(path), BodyHandlers.ofLines())
        .thenAccept(answer -> answer.body().forEach(lines::add));
  }

  private String get(String path) {
    return http.sendAsync(request(path), BodyHandlers.ofString()).join().body();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path)).build();
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<String> subscriptions() {
    List<String> keys = new CopyOnWriteArrayList<>();
    try (var consumer = kafka.consumer("edge-live-test", null, Map.of())) {
      var partition = new TopicPartition(kafka.topics().subscriptions.name(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      consumer.poll(Duration.ofSeconds(1)).forEach(record -> keys.add(record.key()));
    }
    return keys;
  }
}
