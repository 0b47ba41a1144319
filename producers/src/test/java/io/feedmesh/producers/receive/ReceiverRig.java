package io.feedmesh.producers.receive;

import io.feedmesh.producers.TopicContents;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.push.PushKeys;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PushResult;
import io.feedmesh.schemas.testing.TestBroker;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A receiver on a real broker, and a client of it. */
final class ReceiverRig implements AutoCloseable {
  private static final String FORM = "application/x-www-form-urlencoded";

  /** Known to every receiver of this class. */
  static final PushKeys KEYS = PushKeys.of("a key for tests, long enough");

  private final KafkaSettings kafka;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final HttpClient http = HttpClient.newHttpClient();
  private final ReceiverApp app;

  /** On any port, with a second for a request. */
  ReceiverRig() {
    this(new ReceiverConfig(0, 20, Duration.ofSeconds(1)).withKeys(KEYS));
  }

  ReceiverRig(ReceiverConfig config) {
    this(TestBroker.shared().withTopics(2), config);
  }

  ReceiverRig(KafkaSettings kafka, ReceiverConfig config) {
    this.kafka = kafka;
    app = new ReceiverApp(kafka, config, registry, new Health());
    app.start();
  }

  KafkaSettings kafka() {
    return kafka;
  }

  int port() {
    return app.port();
  }

  String metrics() {
    return registry.scrape();
  }

  /** How often that came of what came through the door. */
  int counted(String door, String result) {
    String name = "feedmesh_received_total{door=\"" + door + "\",result=\"" + result + "\"} ";
    return metrics()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(name.length())))
        .sum();
  }

  List<Ping> pings(int atLeast) {
    return new TopicContents(kafka).read(kafka.topics().pings, atLeast);
  }

  List<PushResult> pushResults(int atLeast) {
    return new TopicContents(kafka).read(kafka.topics().pushResults, atLeast);
  }

  List<Change> changes(int atLeast) {
    return new TopicContents(kafka).read(kafka.topics().changes, atLeast);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, String type, String body)
      throws IOException, InterruptedException {
    return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> form(String path, String form) throws IOException, InterruptedException {
    return post(path, FORM, form);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  CompletableFuture<HttpResponse<String>> begin(HttpRequest.Builder request) {
    return http.sendAsync(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** Sends these bytes as they are, and gives all that comes until the end. */
  String raw(String head, byte[] body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().write(body);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    app.close();
  }
}
