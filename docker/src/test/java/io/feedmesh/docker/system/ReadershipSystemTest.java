package io.feedmesh.docker.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.consumers.edge.EdgeApp;
import io.feedmesh.consumers.edge.EdgeConfig;
import io.feedmesh.consumers.readership.ReaderKeys;
import io.feedmesh.docker.bench.FeedOrigin;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.streams.app.AppName;
import io.feedmesh.streams.app.StreamsApp;
import io.feedmesh.streams.app.StreamsConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers of two edges, the app that counts them, and what a publisher is told. */
class ReadershipSystemTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration INTERVAL = Duration.ofMillis(200);

  @TempDir Path folder;
  private final KafkaSettings kafka = TestBroker.shared().withTopics(2);
  private final HttpClient client = HttpClient.newHttpClient();

  private EdgeApp edge(String name) {
    EdgeConfig config =
        EdgeConfig.defaults(folder.resolve(name))
            .at(name, 0, true)
            .counting(INTERVAL, ReaderKeys.of("a secret of all edges"));
    EdgeApp edge = new EdgeApp(kafka, config, Metrics.registry(), new Health());
    edge.start();
    return edge;
  }

  private HttpResponse<String> get(EdgeApp edge, String path, String userAgent) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
            .header("User-Agent", userAgent)
            .header("Accept", "application/json")
            .timeout(Duration.ofSeconds(20))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aPublisherIsToldOfTheReadersOfAllEdgesEachOnce() throws Exception {
    StreamsConfig streams = StreamsConfig.defaults(folder.resolve("state"));
    try (FeedOrigin origin = new FeedOrigin();
        StreamsApp app =
            new StreamsApp(
                kafka, streams, AppName.READERSHIP, new SimpleMeterRegistry(), new Health());
        EdgeApp one = edge("edge-1");
        EdgeApp two = edge("edge-2")) {
      app.start();
      origin.publish("/f.xml", Rss.feed("f", 2), "application/rss+xml");
      String feed = "/" + origin.url("/f.xml").replaceFirst("://", "/");
      assertThat(get(one, "/readership" + feed, "Publisher").statusCode()).isEqualTo(404);
      for (EdgeApp edge : new EdgeApp[] {one, two, two}) {
        get(edge, feed, "Everywhere/1.0");
      }
      get(one, feed, "Feedbin feed-id:1 - 40 subscribers");
      get(two, feed, "Feedbin feed-id:1 - 42 subscribers");
      get(two, feed, "Second/1.0");

      for (EdgeApp edge : new EdgeApp[] {one, two}) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(get(edge, "/readership" + feed, "Publisher").body())
                        .contains("\"readers\":44,\"subscribers\":42,\"requests\":"));
      }
    }
  }
}
