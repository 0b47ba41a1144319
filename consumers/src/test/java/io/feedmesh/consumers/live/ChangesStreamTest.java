package io.feedmesh.consumers.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.schemas.url.FeedUrl;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangesStreamTest {
  private static final String FEED = "https://example.org/feed";
  private final KafkaSettings kafka = TestBroker.shared().withTopics(2);
  private final LiveEdge edge = new LiveEdge(kafka, LiveEdge.config(100));

  @AfterEach
  void close() {
    edge.close();
  }

  @Test
  void anEntryReachesAStreamWithinMilliseconds() throws Exception {
    edge.start();
    SseEvents client = edge.stream("");
    await().until(client::connected);
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String title = "entry " + i;
      edge.publish(FEED, title);
      long sent = System.nanoTime();
      await().pollInterval(1, TimeUnit.MILLISECONDS).until(() -> client.titles().contains(title));
      delays.add((client.entries().get(i).nanoTime() - sent) / 1_000);
    }
    Collections.sort(delays);
    System.out.println("ack to client, µs: p50 " + delays.get(25) + ", max " + delays.get(49));

    assertThat(delays.get(25)).as("median, µs").isLessThan(50_000);
    assertThat(client.response().isDone()).isFalse();
    var event = client.entries().get(0);
    assertThat(event.json().get("feedUrl").asText()).isEqualTo(FEED);
    assertThat(event.json().get("kind").asText()).isEqualTo("NEW");
    assertThat(event.id()).matches("[0-9a-f]{8}-\\d+");
  }

  @Test
  void givesTheLastEventsToThoseWhoAskForThem() {
    edge.publishAll(FEED, List.of("a", "b", "c"));
    edge.publishAll("http://other.example/", List.of("d"));
    edge.start();

    SseEvents lastTwo = edge.stream("?last=2");
    SseEvents lastOfFeed = edge.stream("?last=2&feed=" + FEED);
    SseEvents none = edge.stream("");
    await().until(() -> lastTwo.titles().equals(List.of("c", "d")));
    await().until(() -> lastOfFeed.titles().equals(List.of("b", "c")));
    await().until(none::connected);
    edge.publish(FEED, "e");

    await().until(() -> none.titles().equals(List.of("e")));
    assertThat(lastTwo.lost()).isEmpty();
  }

  @Test
  void filtersByFeedInAnySpellingAndSaysThatItIsAskedFor() {
    edge.start();
    SseEvents client = edge.stream("?feed=HTTPS://EXAMPLE.ORG:443/feed&feed=http://b.example");
    await().until(client::connected);
    edge.publish("https://elsewhere.example/", "no");
    edge.publish(FEED, "one");
    edge.publish("http://b.example/", "two");

    await().until(() -> client.titles().equals(List.of("one", "two")));
    assertThat(edge.asked)
        .containsExactlyInAnyOrder(FeedUrl.parse(FEED), FeedUrl.parse("http://b.example/"));
  }

  @Test
  void whoKnowsTheFeedByAnotherAddressHearsOfIt() {
    edge.start();
    SseEvents client = edge.stream("?feed=http://www.example.org/feed");
    await().until(client::connected);
    edge.publish(FEED, "not by that address");
    edge.publishByAlias(FEED, "http://www.example.org/feed", "one");

    await().until(() -> client.titles().equals(List.of("one")));
  }

  @Test
  void passesOverOtherSubscribersAndWhatNobodyCanRead() {
    edge.start();
    SseEvents client = edge.stream("");
    await().until(client::connected);
    for (String other : List.of("edge2", "x", "y", "z")) {
      edge.publishing(other, FEED, "other's").join();
    }
    Poison.send(kafka, kafka.topics().entryViews, "edge");
    edge.publish(FEED, "mine");

    await().until(() -> client.titles().equals(List.of("mine")));
    assertThat(edge.count("feedmesh.live.unreadable")).isEqualTo(1);
    assertThat(edge.live.entries()).isEqualTo(1);
    assertThat(edge.health.problems()).isEmpty();
  }

  @Test
  void resumesFromMemoryAndFromKafkaWithoutGapOrRepeat() {
    edge.start();
    SseEvents first = edge.stream("");
    await().until(first::connected);
    String before = first.lastEventId();
    List<String> titles = IntStream.range(0, 950).mapToObj(i -> "t" + i).toList();
    edge.publishAll(FEED, titles);
    await().until(() -> first.titles().size() == 950);

    SseEvents all = edge.stream("", before);
    SseEvents middle = edge.stream("?lastEventId=" + first.entries().get(499).id());
    SseEvents recent = edge.stream("", first.entries().get(929).id());
    edge.publish(FEED, "live");

    await().until(() -> all.titles().size() >= 951);
    await().until(() -> middle.titles().size() >= 451);
    await().until(() -> recent.titles().size() >= 21);
    List<String> expected = new ArrayList<>(titles);
    expected.add("live");
    assertThat(all.titles()).isEqualTo(expected);
    assertThat(middle.titles()).isEqualTo(expected.subList(500, 951));
    assertThat(recent.titles()).isEqualTo(expected.subList(930, 951));
    assertThat(all.lost()).isEmpty();
  }

  @Test
  void saysWhenWhatWasMissedCannotBeGiven() {
    edge.start();
    edge.publishAll(FEED, IntStream.range(0, 1_500).mapToObj(i -> "t" + i).toList());
    await().until(() -> edge.live.entries() == 1_500);
    SseEvents last = edge.stream("?last=1");
    await().until(() -> last.titles().size() == 1);
    String id = last.lastEventId();
    String log = id.substring(0, 8);

    SseEvents tooFar = edge.stream("", log + "-3");
    SseEvents otherLife = edge.stream("", "00000000-1499");
    SseEvents ahead = edge.stream("", log + "-999999");
    SseEvents nonsense = edge.stream("?lastEventId=%00nonsense");

    for (SseEvents client : List.of(tooFar, otherLife, ahead, nonsense)) {
      await().until(() -> client.titles().size() == 100);
      assertThat(client.lost()).hasSize(1);
      assertThat(client.lost().get(0).json().get("reason").asText()).isNotBlank();
      assertThat(client.lastEventId()).isEqualTo(id);
    }
    assertThat(edge.count("feedmesh.live.lost")).isEqualTo(4);
  }

  @Test
  void aStreamEndsCleanlyWhenTheEdgeCloses() throws Exception {
    edge.start();
    SseEvents client = edge.stream("");
    await().until(client::connected);
    edge.handler.close();

    client.end().get(30, TimeUnit.SECONDS);
    assertThat(edge.handler.clients()).isZero();
  }
}
