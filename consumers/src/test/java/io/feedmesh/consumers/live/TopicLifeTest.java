package io.feedmesh.consumers.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.consumers.json.SampleEntries;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.schemas.topic.TopicAdmin;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class TopicLifeTest {
  private static final String FEED = "https://example.org/feed";
  private final KafkaSettings kafka = TestBroker.shared().withTopics(1);

  @Test
  void aTopicMadeAnewEndsTheStreamsAndTheirOldIdsAreLost() throws Exception {
    try (LiveEdge edge = new LiveEdge(kafka, LiveEdge.config(100)).start();
        Admin admin = kafka.admin()) {
      SseEvents client = edge.stream("");
      await().until(client::connected);
      edge.publishAll(FEED, IntStream.range(0, 50).mapToObj(i -> "old " + i).toList());
      await().until(() -> client.titles().size() == 50);
      admin.deleteTopics(List.of(kafka.topics().entryViews.name())).all().get();
      await()
          .until(
              () -> !admin.listTopics().names().get().contains(kafka.topics().entryViews.name()));
      var unused =
          new TopicAdmin(admin, Duration.ofSeconds(30)).create(kafka.topics(), Optional.empty());

      await().until(() -> client.end().isDone());
      await().until(() -> edge.live.log().isPresent());
      SseEvents again = edge.stream("", client.lastEventId());
      await().until(again::connected);
      edge.publish(FEED, "new");

      await().until(() -> again.titles().equals(List.of("new")));
      assertThat(again.lost()).hasSize(1);
      assertThat(edge.health.problems()).isEmpty();
    }
  }

  @Test
  void streamsShowCommittedEntriesOnlyAndPassOverMarkers() throws Exception {
    var topic = kafka.topics().entryViews;
    var config = new HashMap<String, Object>(kafka.common());
    config.put("transactional.id", kafka.id("live-test"));
    try (LiveEdge edge = new LiveEdge(kafka, LiveEdge.config(100)).start();
        var producer =
            new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      SseEvents client = edge.stream("");
      await().until(client::connected);
      producer.initTransactions();
      for (int i = 0; i < 30; i++) {
        producer.beginTransaction();
        var change = SampleEntries.change(FEED, (i % 3 == 2 ? "aborted " : "t") + i, Instant.now());
        var view = SampleEntries.view("edge", change);
        producer.send(new ProducerRecord<>(topic.name(), "edge", topic.value().encode(view))).get();
        if (i % 3 == 2) {
          producer.abortTransaction();
        } else {
          producer.commitTransaction();
        }
      }

      List<String> expected =
          IntStream.range(0, 30).filter(i -> i % 3 != 2).mapToObj(i -> "t" + i).toList();
      await().until(() -> client.titles().equals(expected));
      SseEvents resumed = edge.stream("", client.entries().get(9).id());
      await().until(() -> resumed.titles().equals(expected.subList(10, 20)));
      assertThat(resumed.lost()).isEmpty();
    }
  }
}
