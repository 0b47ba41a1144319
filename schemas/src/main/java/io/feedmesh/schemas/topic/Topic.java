package io.feedmesh.schemas.topic;

import io.feedmesh.schemas.serde.RecordSerde;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * One topic of the catalogue. Keys are strings. Immutable, safe for use by several threads.
 *
 * @param name full name with the prefix
 * @param purpose one sentence for people
 * @param value serde of its values
 * @param valueType generated class of its values
 * @param partitionBy which part of a key decides the partition
 * @param partitions how many it is created with
 * @param compacted whether only the last value of each key is kept, for ever
 * @param retention how long values are kept; null for a compacted topic or without end
 * @param documents whether its values may be as large as a document
 * @param <V> type of its values
 */
public record Topic<V extends SpecificRecord>(
    String name,
    String purpose,
    RecordSerde<V> value,
    Class<V> valueType,
    PartitionBy partitionBy,
    int partitions,
    boolean compacted,
    Duration retention,
    boolean documents) {

  /** Most bytes of one record on a topic that carries documents. */
  public static final int MAX_DOCUMENT_RECORD_BYTES = 16 * 1024 * 1024;

  /** Checks that nothing is missing. */
  public Topic {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(partitionBy, "partitionBy");
  }

  /** Serde of its keys. */
  public Serde<String> key() {
    return Serdes.String();
  }

  /** The partition of a key where the topic has that many. */
  public int partition(String key, int count) {
    return partitionBy.partition(key, count);
  }

  /** The topic configuration that the catalogue asks for. */
  public Map<String, String> configs() {
    Map<String, String> configs = new LinkedHashMap<>();
    configs.put(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        compacted ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE);
    if (!compacted) {
      configs.put(
          TopicConfig.RETENTION_MS_CONFIG,
          retention == null ? "-1" : Long.toString(retention.toMillis()));
    }
    if (documents) {
      configs.put(
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_DOCUMENT_RECORD_BYTES));
    }
    return configs;
  }
}
