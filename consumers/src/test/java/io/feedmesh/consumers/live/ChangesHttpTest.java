package io.feedmesh.consumers.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.testing.TestBroker;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesHttpTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String FEED = "https://example.org/feed";
  private final KafkaSettings kafka = TestBroker.shared().withTopics(1);
  private final LiveEdge edge = new LiveEdge(kafka, LiveEdge.config(100));

  @BeforeEach
  void start() {
    edge.start();
  }

  @AfterEach
  void close() {
    edge.close();
  }

  @Test
  void aPollGivesWhatCameSinceAtOnceAndWaitsForWhatIsNotThereYet() throws Exception {
    String next = poll("?timeout=0").get("next").asText();
    edge.publishAll(FEED, List.of("a", "b"));
    List<String> got = new ArrayList<>();
    while (got.size() < 2) { // they need not reach the edge together
      JsonNode some = poll("?since=" + next);
      got.addAll(titles(some));
      next = some.get("next").asText();
    }
    assertThat(got).containsExactly("a", "b");

    CompletableFuture<HttpResponse<String>> waiting =
        edge.http.sendAsync(request("?since=" + next + "&timeout=20"), BodyHandlers.ofString());
    await().until(() -> edge.handler.clients() == 1);
    edge.publish(FEED, "c");

    JsonNode second = MAPPER.readTree(waiting.get(10, TimeUnit.SECONDS).body());
    assertThat(titles(second)).containsExactly("c");
    assertThat(titles(poll("?timeout=0&since=" + second.get("next").asText()))).isEmpty();
    assertThat(edge.handler.clients()).isZero();
  }

  @Test
  void pollsGoThroughAllHistoryInPieces() throws Exception {
    String next = poll("?timeout=0").get("next").asText();
    List<String> titles = IntStream.range(0, 900).mapToObj(i -> "t" + i).toList();
    edge.publishAll(FEED, titles);
    List<String> got = new ArrayList<>();
    while (got.size() < 900) {
      JsonNode answer = poll("?timeout=5&since=" + next);
      assertThat(answer.has("lost")).isFalse();
      assertThat(answer.get("events")).isNotEmpty();
      got.addAll(titles(answer));
      next = answer.get("next").asText();
    }

    assertThat(got).isEqualTo(titles);
  }

  @Test
  void aPollSaysWhenEventsAreLost() throws Exception {
    edge.publish(FEED, "kept");
    await().until(() -> edge.live.entries() == 1);
    JsonNode answer = poll("?since=00000000-5");

    assertThat(answer.get("lost").asText()).isNotBlank();
    assertThat(titles(answer)).containsExactly("kept");
  }

  @Test
  void aPollThatWaitsEndsWhenItsTimeIsOver() throws Exception {
    JsonNode answer = poll("?timeout=1");

    assertThat(answer.get("events")).isEmpty();
    assertThat(answer.get("next").asText()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "?feed=ftp://x, not a feed URL: it must start with http:// or https://",
    "?feed=, not a feed URL",
    "?feed=http://user:secret@x/, not a feed URL",
    "?timeout=61, 'timeout: expected a whole number from 0 to 60, found 61'",
    "?timeout=-1, 'timeout: expected a whole number from 0 to 60, found -1'",
    "?last=x%0d%0ay, 'last: expected a whole number from 0 to 1000, found x??y'",
  })
  void refusesWhatItCannotUnderstandWithAReason(String query, String reason) throws Exception {
    HttpResponse<String> answer = edge.http.send(request(query), BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(answer.body()).startsWith(reason);
  }

  @Test
  void answersInTheFormAskedFor() throws Exception {
    assertThat(type("application/json")).isEqualTo("application/json");
    assertThat(type("application/json, text/plain, */*")).isEqualTo("application/json");
    assertThat(ChangesRequest.form("text/event-stream, application/json"))
        .isEqualTo(ChangesRequest.Form.STREAM);
    assertThat(ChangesRequest.form(null)).isEqualTo(ChangesRequest.Form.STREAM);
    assertThat(ChangesRequest.form("text/html,*/*;q=0.8")).isEqualTo(ChangesRequest.Form.STREAM);
    assertThat(send("image/png").statusCode()).isEqualTo(406);
  }

  @Test
  void takesNothingButGetAndLetsOtherPathsPass() throws Exception {
    var post = HttpRequest.newBuilder(edge.uri("")).POST(BodyPublishers.ofString("x")).build();
    HttpResponse<String> refused = edge.http.send(post, BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).contains("GET");

    var other = HttpRequest.newBuilder(edge.uri("").resolve("/changes.xml")).build();
    assertThat(edge.http.send(other, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
  }

  @Test
  void noOtherSiteMayReadWhatThisEdgesReadersFollow() throws Exception {
    HttpResponse<String> answer = send("application/json");

    assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void refusesStreamsUntilItIsConnected() throws Exception {
    try (LiveEdge unconnected =
        new LiveEdge(TestBroker.shared().settings(1), LiveEdge.config(16))) {
      unconnected.start();
      var request = HttpRequest.newBuilder(unconnected.uri("")).build();
      var answer = unconnected.http.send(request, BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(unconnected.registry.get("feedmesh.live.connected").gauge().value()).isZero();
      assertThat(unconnected.health.problems()).as("an edge serves on without Kafka").isEmpty();
    }
  }

  private JsonNode poll(String query) throws Exception {
    return MAPPER.readTree(edge.http.send(request(query), BodyHandlers.ofString()).body());
  }

  private HttpRequest request(String query) {
    return HttpRequest.newBuilder(edge.uri(query)).header("Accept", "application/json").build();
  }

  private HttpResponse<String> send(String accept) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(edge.uri("?timeout=0")).header("Accept", accept).build();
    return edge.http.send(request, BodyHandlers.ofString());
  }

  private String type(String accept) throws IOException, InterruptedException {
    return send(accept).headers().firstValue("Content-Type").orElse("none");
  }

  private static List<String> titles(JsonNode answer) {
    return StreamSupport.stream(answer.get("events").spliterator(), false)
        .map(event -> event.get("title").asText())
        .toList();
  }
}
