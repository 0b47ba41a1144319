package io.feedmesh.docker.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.docker.Main;
import io.feedmesh.docker.bench.FeedOrigin;
import io.feedmesh.docker.command.Cli;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.testing.TestBroker;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator asks in which state edges have a feed. */
class FeedStateSystemTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Pattern PORT = Pattern.compile("works against .*http://localhost:(\\d+)/");

  @TempDir Path folder;
  private final KafkaSettings kafka = TestBroker.shared().withTopics(2);
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void statusTellsThatAnEdgeHasAFeedHotOrCold() throws Exception {
    Path rules = Files.writeString(folder.resolve("expire"), "* 0s 3s 6s\n");
    Process streams = StreamsChild.start(kafka, folder, "apps", "dedupe", "views");
    try (FeedOrigin origin = new FeedOrigin();
        EdgeChild edge =
            new EdgeChild(
                kafka, folder, "--name=edge1", "--allow-private-origins", "--expire=" + rules)) {
      await().atMost(PATIENCE).until(() -> apiPort() > 0);
      origin.publish("/feed.xml", Rss.feed("state", 3), "application/rss+xml");
      String feed = origin.url("/feed.xml");
      assertThat(status(feed)).contains("Subscribers: 0").doesNotContain("WANTS");

      assertThat(read(edge, feed)).isEqualTo(200);
      awaitStatus(feed, "edge1 +hot: ");
      awaitStatus(feed, "edge1 +cold: metadata");
      assertThat(read(edge, feed)).isEqualTo(200);
      awaitStatus(feed, "edge1 +hot: ");
    } finally {
      streams.destroyForcibly().waitFor();
    }
  }

  private int read(EdgeChild edge, String feed) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(edge.uri("/" + feed.replaceFirst("://", "/"))).build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  private void awaitStatus(String feed, String pattern) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(status(feed)).containsPattern(pattern));
  }

  private String status(String feed) throws IOException {
    Cli.Result result =
        Cli.run(
            Main.commandLine(Map.of()),
            "status",
            "--feed=" + feed,
            "--streams=http://localhost:" + apiPort(),
            "--bootstrap-servers=" + kafka.bootstrapServers());
    assertThat(result.exit()).as(result.err()).isZero();
    return result.out();
  }

  private int apiPort() throws IOException {
    Matcher found = PORT.matcher(Files.readString(folder.resolve("apps.log")));
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }
}
