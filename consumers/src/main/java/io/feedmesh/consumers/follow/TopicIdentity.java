package io.feedmesh.consumers.follow;

import io.feedmesh.schemas.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/**
 * Which topic a name means at the moment. Immutable.
 *
 * @param cluster id of the cluster
 * @param topicId its id
 * @param partitions how many it has
 */
record TopicIdentity(String cluster, String topicId, int partitions) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * Asks the cluster.
   *
   * @throws KafkaException if it does not answer, or has no such topic
   */
  static TopicIdentity of(KafkaSettings kafka, String topic) {
    Admin admin = kafka.admin();
    try {
      TopicDescription description =
          get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
      return new TopicIdentity(
          get(admin.describeCluster().clusterId()),
          description.topicId().toString(),
          description.partitions().size());
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("no answer within " + PATIENCE.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }
}
