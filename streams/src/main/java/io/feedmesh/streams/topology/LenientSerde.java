package io.feedmesh.streams.topology;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** What cannot be decoded counts as absent. Safe for use by several threads if the listener is. */
final class LenientSerde<T> implements Serde<T> {
  private final Serde<T> strict;
  private final Runnable unreadable;

  /** Like the given one; runs the listener for each value that cannot be decoded. */
  LenientSerde(Serde<T> strict, Runnable unreadable) {
    this.strict = strict;
    this.unreadable = unreadable;
  }

  @Override
  public Serializer<T> serializer() {
    return strict.serializer();
  }

  @Override
  public Deserializer<T> deserializer() {
    Deserializer<T> deserializer = strict.deserializer();
    return (topic, bytes) -> {
      try {
        return deserializer.deserialize(topic, bytes);
      } catch (SerializationException e) {
        unreadable.run();
        return null;
      }
    };
  }
}
