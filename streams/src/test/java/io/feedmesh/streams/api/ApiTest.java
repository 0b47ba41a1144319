package io.feedmesh.streams.api;

import static io.feedmesh.streams.testing.Samples.document;
import static io.feedmesh.streams.testing.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.http.AllowedClients;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.streams.api.ApiNode.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes with the apps, each of which answers for both. */
class ApiTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int FEEDS = 20;

  @TempDir Path folder;
  private final KafkaSettings kafka = TestBroker.shared().withTopics(4);
  private final RecordSender sender = kafka.sender("test");
  private final List<ApiNode> nodes = new ArrayList<>();

  @BeforeEach
  void start() {
    for (int i = 0; i < 2; i++) {
      nodes.add(new ApiNode(kafka, folder.resolve("node" + i), AllowedClients.LOCAL));
    }
    nodes.parallelStream().forEach(ApiNode::start);
  }

  @AfterEach
  void stop() {
    nodes.forEach(ApiNode::close);
    sender.close();
  }

  private static String url(int feed) {
    return "https://blog" + feed + ".example/feed.xml";
  }

  private Answer subscribe(ApiNode node, String subscriber, String order) {
    return node.put("/subscribers/" + subscriber + "/subscriptions", order);
  }

  private static String feeds() {
    return IntStream.range(0, FEEDS)
        .mapToObj(feed -> '"' + url(feed) + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static Set<String> keys(Answer answer) {
    Set<String> keys = new TreeSet<>();
    answer.json().path("subscriptions").forEach(each -> keys.add(each.path("key").asText()));
    return keys;
  }

  private void eventually(String what, Callable<Boolean> holds) {
    await(what).atMost(PATIENCE).until(holds);
  }

  @Test
  void anyProcessAnswersForAllAlsoWhenOneHasLeft() {
    Answer made =
        subscribe(nodes.get(0), "alerts", "{\"feeds\":" + feeds() + ",\"query\":\"kafka\"}");
    Answer search = subscribe(nodes.get(1), "alerts", "{\"allFeeds\":true,\"query\":\"rust\"}");

    assertThat(made.status()).isEqualTo(200);
    assertThat(made.json().path("subscribed").asInt()).isEqualTo(FEEDS);
    assertThat(search.status()).isEqualTo(200);
    for (ApiNode node : nodes) {
      eventually(
          "all subscriptions at " + node.port,
          () -> keys(node.get("/subscribers/alerts")).size() == FEEDS + 1);
      Answer found = node.get("/subscribers/alerts");
      assertThat(found.json().path("feeds").asInt()).isEqualTo(FEEDS);
      assertThat(found.json().path("searches").asInt()).isEqualTo(1);
      for (int feed = 0; feed < FEEDS; feed++) {
        String path = "/feeds?url=" + url(feed);
        eventually(
            "schedule", () -> node.get(path).json().path("schedule").path("followed").asBoolean());
        assertThat(node.get(path).json().path("subscribers").asInt()).isEqualTo(1);
        assertThat(keys(node.get(path))).containsExactly(url(feed) + " alerts");
      }
    }

    nodes.remove(1).close();

    eventually(
        "all subscriptions at the one that is left",
        () -> keys(nodes.get(0).get("/subscribers/alerts")).size() == FEEDS + 1);
  }

  @Test
  void whatASubscriberSeesIsTold() {
    subscribe(nodes.get(0), "reader", "{\"feeds\":[\"" + url(1) + "\"]}");
    ApiNode node = nodes.get(1);
    eventually("the subscription", () -> keys(node.get("/subscribers/reader")).size() == 1);
    sender.send(kafka.topics().documents, url(1), document(url(1), 7, "seven")).join();
    Entry entry = Entry.newBuilder().setKey("e").setTitle("Of Kafka").build();
    EntryChange change = EntryChange.newBuilder(entry(url(1), "e")).setEntry(entry).build();
    sender.send(kafka.topics().entries, url(1), change).join();

    eventually(
        "document and entry",
        () -> {
          var json = node.get("/subscribers/reader").json();
          return json.path("entries").size() == 1
              && json.path("subscriptions").path(0).path("sees").path("version").asInt() == 7;
        });
    var seen = node.get("/subscribers/reader").json().path("entries").path(0);
    assertThat(seen.path("title").asText()).isEqualTo("Of Kafka");
    assertThat(seen.path("reasons").path(0).asText()).isEqualTo(url(1));
  }

  @Test
  void subscriptionsComeInPagesAndEnd() {
    subscribe(nodes.get(0), "alerts", "{\"feeds\":" + feeds() + "}");
    subscribe(nodes.get(0), "alerts", "{\"allFeeds\":true}");
    subscribe(nodes.get(0), "alerts", "{\"allFeeds\":true,\"query\":\"rust\"}");
    ApiNode node = nodes.get(1);
    eventually("all", () -> keys(node.get("/subscribers/alerts")).size() == FEEDS + 2);

    Set<String> paged = new TreeSet<>();
    String after = "";
    for (int page = 0; after != null; page++) {
      Answer answer =
          node.get(
              "/subscribers/alerts?limit=5&after="
                  + URLEncoder.encode(after, StandardCharsets.UTF_8));
      assertThat(keys(answer)).hasSizeLessThanOrEqualTo(5);
      paged.addAll(keys(answer));
      after = answer.json().path("next").textValue();
      assertThat(page).isLessThan(10);
    }
    assertThat(paged).hasSize(FEEDS + 2);

    String path = "/subscribers/alerts/subscriptions";
    Answer one = node.send("DELETE", path + "?feed=" + url(3), new byte[0]);
    Answer query = node.send("DELETE", path + "?allFeeds=true&query=rust", new byte[0]);
    assertThat(one.json().path("unsubscribed").asInt()).isEqualTo(1);
    assertThat(query.json().path("unsubscribed").asInt()).isEqualTo(1);
    eventually("two less", () -> keys(node.get("/subscribers/alerts")).size() == FEEDS);
    Answer rest = node.send("DELETE", path + "?all=true", new byte[0]);
    assertThat(rest.json().path("unsubscribed").asInt()).isEqualTo(FEEDS);
    eventually("none", () -> keys(node.get("/subscribers/alerts")).isEmpty());
  }

  @Test
  void noSubscriberGetsMoreThanItMayHave() {
    ApiNode node = nodes.get(0);
    for (int i = 0; i < 1_000; i++) {
      Answer made = subscribe(node, "greedy", "{\"allFeeds\":true,\"query\":\"word" + i + "\"}");
      assertThat(made.status()).isEqualTo(200);
    }
    eventually(
        "all", () -> node.get("/subscribers/greedy").json().path("searches").asInt() == 1_000);

    Answer tooMany = subscribe(node, "greedy", "{\"allFeeds\":true,\"query\":\"more\"}");
    Answer again = subscribe(node, "greedy", "{\"allFeeds\":true,\"query\":\"word7\"}");

    assertThat(tooMany.status()).isEqualTo(409);
    assertThat(tooMany.json().path("error").asText())
        .contains("greedy would have 1001 queries over all feeds, at most 1000");
    assertThat(again.status()).isEqualTo(200);
  }
}
