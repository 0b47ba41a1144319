package io.feedmesh.schemas.topic;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;

/**
 * Kafka's plug-in that puts each record of a catalogue topic where the catalogue says. Safe for use
 * by several threads.
 */
public final class CataloguePartitioner implements Partitioner {
  /** Producer property: the prefix of the topics' names. */
  public static final String PREFIX_CONFIG = "feedmesh.topic.prefix";

  private final Map<String, PartitionBy> rules = new ConcurrentHashMap<>();

  @Override
  public void configure(Map<String, ?> configs) {
    Object prefix = configs.get(PREFIX_CONFIG);
    TopicSettings settings = TopicSettings.DEFAULT;
    Topics topics =
        new Topics(
            new TopicSettings(
                prefix == null ? settings.prefix() : prefix.toString(),
                settings.partitions(),
                settings.entriesRetention()));
    topics.all().forEach(topic -> rules.put(topic.name(), topic.partitionBy()));
  }

  @Override
  public int partition(
      String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
    int partitions = cluster.partitionsForTopic(topic).size();
    PartitionBy rule = rules.getOrDefault(topic, PartitionBy.FEED);
    return rule.partition(key == null ? "" : key.toString(), partitions);
  }

  @Override
  public void close() {}
}
