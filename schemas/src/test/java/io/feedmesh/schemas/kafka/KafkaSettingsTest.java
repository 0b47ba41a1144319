package io.feedmesh.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.schemas.topic.TopicSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KafkaSettingsTest {
  @Test
  @Timeout(60)
  void aProcessThatKeepsItsNameTakesItsPlaceInAGroupAtOnce() throws Exception {
    KafkaSettings kafka = KafkaSettings.of(TestBroker.shared().bootstrapServers()).as("one");
    String topic = "places-" + UUID.randomUUID();
    try (Admin admin = kafka.admin()) {
      admin
          .createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }

    try (Consumer<String, byte[]> killed = kafka.consumer("first", topic, Map.of())) {
      takePlace(killed, topic); // and it is never closed before the next has its place
      try (Consumer<String, byte[]> again = kafka.consumer("again", topic, Map.of())) {
        takePlace(again, topic);
        assertThat(again.groupMetadata().groupInstanceId()).contains("one");
        assertThat(again.groupMetadata().generationId())
            .as("without a rebalance, which would wait for the session of the first to end")
            .isEqualTo(killed.groupMetadata().generationId());
      }
    }
  }

  @Test
  void whatTheOperatorSaysOfTheNameWins() {
    KafkaSettings kafka =
        new KafkaSettings("b:1", TopicSettings.DEFAULT, Map.of("group.instance.id", "theirs"));

    assertThat(kafka.as("ours").common()).containsEntry("group.instance.id", "theirs");
    assertThat(KafkaSettings.of("b:1").as("ours").common())
        .containsEntry("group.instance.id", "ours");
  }

  @Test
  void refusesNoServers() {
    assertThatThrownBy(() -> KafkaSettings.of(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("host:port");
  }

  private static void takePlace(Consumer<String, byte[]> consumer, String topic) {
    consumer.subscribe(List.of(topic));
    while (consumer.assignment().isEmpty()) {
      consumer.poll(Duration.ofMillis(100));
    }
  }
}
