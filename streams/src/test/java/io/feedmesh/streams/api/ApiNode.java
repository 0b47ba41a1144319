package io.feedmesh.streams.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.feedmesh.schemas.http.AllowedClients;
import io.feedmesh.schemas.http.FreePorts;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.http.RoleServer;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.streams.app.AppName;
import io.feedmesh.streams.app.AppStores;
import io.feedmesh.streams.app.StreamsApp;
import io.feedmesh.streams.app.StreamsConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One process with the apps that the API is about. */
final class ApiNode implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final int port = FreePorts.any();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<StreamsApp> apps = new ArrayList<>();
  private final Api api;
  private final RoleServer server;

  ApiNode(KafkaSettings kafka, Path folder, List<String> clients) {
    StreamsConfig config = StreamsConfig.defaults(folder).advertisedAt("localhost:" + port);
    var registry = Metrics.registry();
    Map<AppName, AppStores> stores = new EnumMap<>(AppName.class);
    for (AppName name : List.of(AppName.VIEWS, AppName.SCHEDULE)) {
      StreamsApp app = new StreamsApp(kafka, config, name, registry, new Health());
      apps.add(app);
      stores.put(name, app.stores());
    }
    api = new Api(kafka, stores, new AllowedClients(clients));
    server = new RoleServer("api", port, new Health(), registry, api.handlers());
    server.start();
  }

  void start() {
    apps.forEach(StreamsApp::start);
  }

  /** An answer. */
  record Answer(int status, JsonNode json, HttpResponse<byte[]> http) {}

  Answer get(String path) {
    return send("GET", path, new byte[0]);
  }

  Answer put(String path, String body) {
    return send("PUT", path, body.getBytes(StandardCharsets.UTF_8));
  }

  Answer send(String method, String path, byte[] body) {
    try {
      HttpResponse<byte[]> answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                  .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      boolean json = answer.headers().firstValue("Content-Type").orElse("").contains("json");
      return new Answer(
          answer.statusCode(), json ? JSON.readTree(answer.body()) : JSON.nullNode(), answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    apps.forEach(StreamsApp::close);
    server.close();
    api.close();
  }
}
