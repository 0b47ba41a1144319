package io.feedmesh.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PingSource;
import io.feedmesh.schemas.testing.TestBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class TopicAdminTest {
  private final KafkaSettings settings = TestBroker.shared().settings(3);
  private final Topics topics = settings.topics();

  @Test
  void createsWhatIsMissingAndLeavesTheRest() {
    try (Admin admin = settings.admin()) {
      TopicAdmin topicAdmin = new TopicAdmin(admin, Duration.ofSeconds(30));
      assertThat(topicAdmin.check(topics)).hasSize(topics.all().size());

      assertThat(topicAdmin.create(topics, Optional.empty())).hasSize(topics.all().size());
      assertThat(topicAdmin.check(topics)).isEmpty();
      assertThat(topicAdmin.create(topics, Optional.empty())).isEmpty();
    }
  }

  @Test
  void theFirstRecordsAfterCreationAreAllThere() throws Exception {
    try (Admin admin = settings.admin();
        var producer = settings.sender("first")) {
      TopicAdmin topicAdmin = new TopicAdmin(admin, Duration.ofSeconds(30));
      topicAdmin.create(topics, Optional.empty());
      List<CompletableFuture<?>> sent = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String url = "http://host" + i + ".example/feed";
        sent.add(producer.send(topics.pings, url, ping(url)));
      }
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);

      var described = topicAdmin.describe(topics).get(topics.pings.name()).orElseThrow();
      assertThat(described.records()).isEqualTo(100);
      assertThat(described.partitions()).isEqualTo(3);
    }
  }

  @Test
  void namesEachDifference() throws Exception {
    try (Admin admin = settings.admin()) {
      TopicAdmin topicAdmin = new TopicAdmin(admin, Duration.ofSeconds(30));
      topicAdmin.create(topics, Optional.empty());
      ConfigResource changes = new ConfigResource(ConfigResource.Type.TOPIC, topics.changes.name());
      admin
          .incrementalAlterConfigs(
              Map.of(
                  changes,
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("retention.ms", "1000"), AlterConfigOp.OpType.SET))))
          .all()
          .get();
      admin.createPartitions(Map.of(topics.pings.name(), NewPartitions.increaseTo(4))).all().get();
      admin.deleteTopics(Set.of(topics.rejects.name())).all().get();

      await() // until the broker has heard of it from its controller
          .ignoreException(UnknownTopicOrPartitionException.class)
          .untilAsserted(
              () ->
                  assertThat(topicAdmin.check(topics))
                      .extracting(d -> d.topic() + " " + d.what() + " " + d.found())
                      .containsExactlyInAnyOrder(
                          topics.changes.name() + " retention.ms 1000",
                          topics.pings.name() + " partitions 4",
                          topics.rejects.name() + " topic missing"));
    }
  }

  private static Ping ping(String url) {
    return Ping.newBuilder()
        .setFeedUrl(url)
        .setSource(PingSource.CLI)
        .setReceivedAt(Instant.ofEpochMilli(0))
        .build();
  }
}
