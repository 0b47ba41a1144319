package io.feedmesh.consumers.live;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.Topic;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The one partition that holds a subscriber's entries.
 *
 * @param partition topic and number
 * @param name what event ids start with: a hash of the topic's id and the number
 */
record ViewLog(TopicPartition partition, String name) {
  private static final int PATIENCE_SECONDS = 10;

  /** Asks the cluster; fails with a {@link KafkaException} if that doesn't answer. */
  static ViewLog find(KafkaSettings kafka, Topic<?> topic, String subscriber) {
    try (Admin admin = kafka.admin()) {
      TopicDescription there =
          admin
              .describeTopics(List.of(topic.name()))
              .allTopicNames()
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .get(topic.name());
      int number = topic.partition(subscriber, there.partitions().size());
      int hash = there.topicId().hashCode() * 31 + number;
      return new ViewLog(
          new TopicPartition(topic.name(), number), String.format(Locale.ROOT, "%08x", hash));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException k ? k : new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException(
          "the cluster did not answer within " + PATIENCE_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new org.apache.kafka.common.errors.InterruptException(e);
    }
  }

  /** A consumer of committed records that reads this partition and nothing else. */
  Consumer<String, byte[]> consumer(KafkaSettings kafka, String role) {
    Consumer<String, byte[]> consumer =
        kafka.consumer(
            kafka.id(role),
            null,
            Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                PATIENCE_SECONDS * 1000));
    consumer.assign(List.of(partition));
    return consumer;
  }

  long first(Consumer<String, byte[]> consumer) {
    return consumer.beginningOffsets(List.of(partition)).get(partition);
  }

  long end(Consumer<String, byte[]> consumer) {
    return consumer.endOffsets(List.of(partition)).get(partition);
  }
}
