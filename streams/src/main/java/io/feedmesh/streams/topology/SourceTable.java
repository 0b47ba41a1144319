package io.feedmesh.streams.topology;

import io.feedmesh.schemas.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How a table is kept whose store is restored from its own source topic. A restore takes over the
 * topic's bytes as they are (KAFKA-8037), so a record that was passed over when it came can turn up
 * in the store after a restart, and would stop the app each time it is met. In this store it counts
 * as absent, while a bad record that comes is still an error of the source.
 *
 * @param <V> type of its values
 */
public final class SourceTable<V> extends Materialized<String, V, KeyValueStore<Bytes, byte[]>> {

  private SourceTable(Materialized<String, V, KeyValueStore<Bytes, byte[]>> kept) {
    super(kept);
  }

  /**
   * A store without a cache.
   *
   * @param unreadable runs for each value met in the store that cannot be decoded
   */
  public static <V extends SpecificRecord> SourceTable<V> kept(
      String storeName, Topic<V> topic, Runnable unreadable) {
    return new SourceTable<>(
        Materialized.<String, V, KeyValueStore<Bytes, byte[]>>as(storeName)
            .withKeySerde(topic.key())
            .withValueSerde(new LenientSerde<>(topic.value(), unreadable))
            .withCachingDisabled());
  }

  /** Does nothing: {@code StreamsBuilder.table} would put the strict serde of the source here. */
  @Override
  public Materialized<String, V, KeyValueStore<Bytes, byte[]>> withValueSerde(Serde<V> ignored) {
    return this;
  }
}
