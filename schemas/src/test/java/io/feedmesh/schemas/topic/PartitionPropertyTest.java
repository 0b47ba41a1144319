package io.feedmesh.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the apps rely on: records that belong together are on one partition of every topic. */
class PartitionPropertyTest {
  private final Topics topics = new Topics(TopicSettings.DEFAULT);

  @Test
  void documentsEntriesChangesAndSubscriptionsOfAFeedMeet() {
    for (int i = 0; i < 500; i++) {
      String feed = "https://h" + i % 7 + ".example/feed" + i;
      int partition = topics.changes.partition(feed, 6);

      assertThat(topics.documents.partition(feed, 6)).isEqualTo(partition);
      assertThat(topics.entries.partition(feed, 6)).isEqualTo(partition);
      assertThat(topics.subscriptions.partition(feed + " edge-1", 6)).isEqualTo(partition);
      assertThat(topics.subscriptions.partition(feed + " other edge", 6)).isEqualTo(partition);
    }
  }

  @Test
  void allOfAHostMeets() {
    for (int i = 0; i < 500; i++) {
      String host = "h" + i + ".example";
      int partition = topics.pings.partition("https://" + host + "/a", 6);

      assertThat(topics.pings.partition("http://" + host + "/b?c=d", 6)).isEqualTo(partition);
      assertThat(topics.pings.partition("http://" + host + ":8080/", 6)).isEqualTo(partition);
      assertThat(topics.fetchResults.partition("https://" + host + "/x", 6)).isEqualTo(partition);
    }
  }

  @Test
  void allOfASubscriberMeets() {
    for (int i = 0; i < 500; i++) {
      String subscriber = "edge-" + i;

      assertThat(topics.documentViews.partition(subscriber + " https://a.example/" + i, 6))
          .isEqualTo(topics.entryViews.partition(subscriber, 6));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6, 31, 1000})
  void everyKeyHasAPartitionAndTheyFillEvenly(int partitions) {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    Map<Integer, Integer> counts = new HashMap<>();
    int keys = partitions * 200;
    for (int i = 0; i < keys; i++) {
      String key = "https://h" + random.nextLong() + ".example/";
      int partition = PartitionBy.HOST.partition(key, partitions);
      assertThat(partition).isBetween(0, partitions - 1);
      counts.merge(partition, 1, Integer::sum);
    }
    assertThat(counts).hasSize(partitions);
    assertThat(counts.values()).as("seed %d", seed).allMatch(n -> n > 60 && n < 500);
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/x, a.example",
    "https://a.example:8443/x, a.example",
    "https://a.example?x, a.example",
    "https://a.example, a.example",
    "https://a.example subscriber, a.example",
    "'http://[0:0:0:0:0:0:0:1]:80/x', '[0:0:0:0:0:0:0:1'",
    "no address at all, no",
    "'', ''",
    "https://, ''"
  })
  void theHostOfAnyKeyIsFound(String key, String host) {
    assertThat(PartitionBy.HOST.part(key)).isEqualTo(host);
  }

  @Test
  void theCatalogueSaysHowEachTopicIsKept() {
    for (Topic<?> topic : topics.all()) {
      Map<String, String> configs = topic.configs();

      assertThat(topic.name()).startsWith("feedmesh.");
      assertThat(topic.purpose()).isNotBlank();
      assertThat(configs.get(TopicConfig.CLEANUP_POLICY_CONFIG))
          .isEqualTo(topic.compacted() ? "compact" : "delete");
      assertThat(configs.containsKey(TopicConfig.RETENTION_MS_CONFIG))
          .isEqualTo(!topic.compacted());
      assertThat(configs.containsKey(TopicConfig.MAX_MESSAGE_BYTES_CONFIG))
          .isEqualTo(topic.documents());
    }
    assertThat(new Topics(new TopicSettings("x.", 1, Duration.ZERO)).entries.configs())
        .as("for ever")
        .containsEntry(TopicConfig.RETENTION_MS_CONFIG, "-1");
  }

  @Test
  void settingsThatCannotBeAreRefusedWithWhatWasExpected() {
    assertThatThrownBy(() -> new TopicSettings("a b", 6, Duration.ZERO))
        .hasMessageContaining("topic prefix: expected");
    assertThatThrownBy(() -> new TopicSettings("x".repeat(101), 6, Duration.ZERO))
        .hasMessageContaining("topic prefix: expected");
    assertThatThrownBy(() -> new TopicSettings("", 0, Duration.ZERO))
        .hasMessage("partitions: expected 1 to 1000, found 0");
    assertThatThrownBy(() -> new TopicSettings("", 1001, Duration.ZERO))
        .hasMessage("partitions: expected 1 to 1000, found 1001");
    assertThatThrownBy(() -> new TopicSettings("", 1, Duration.ofMillis(-1)))
        .hasMessageContaining("expected zero (for ever) or more");
  }
}
