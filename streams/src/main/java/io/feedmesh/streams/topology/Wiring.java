package io.feedmesh.streams.topology;

import io.feedmesh.schemas.topic.Topic;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * How a topology reads and writes a topic of the catalogue: its serdes, its partitioning, a name.
 */
public final class Wiring {
  private Wiring() {}

  /** Reads a topic in a step of the given name. */
  public static <V extends SpecificRecord> Consumed<String, V> consumed(
      Topic<V> topic, String step) {
    return Consumed.with(topic.key(), topic.value()).withName(step);
  }

  /** Writes a topic in a step of the given name, each record where the catalogue says. */
  public static <V extends SpecificRecord> Produced<String, V> produced(
      Topic<V> topic, String step) {
    return Produced.with(topic.key(), topic.value())
        .withName(step)
        .withStreamPartitioner(partitioner(topic));
  }

  /** The catalogue's partitioning of a topic, as Streams wants it. */
  public static <V> StreamPartitioner<String, V> partitioner(Topic<?> topic) {
    return (name, key, value, partitions) ->
        Optional.of(Set.of(topic.partition(key == null ? "" : key, partitions)));
  }
}
