package io.feedmesh.streams.topology;

import io.feedmesh.schemas.topic.PartitionBy;
import io.feedmesh.schemas.topic.Topic;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
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

  /** The records of a topic that have both a key and a value, which all but a bad one have. */
  public static <V extends SpecificRecord> KStream<String, V> records(
      StreamsBuilder builder, Topic<V> topic, String step) {
    return builder.stream(topic.name(), consumed(topic, step))
        .filter((key, value) -> key != null && value != null, Named.as(step + "-present"));
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
    return partitioner(topic.partitionBy());
  }

  /** A partitioning of the catalogue, as Streams wants it, for topics of its own. */
  public static <V> StreamPartitioner<String, V> partitioner(PartitionBy by) {
    return (name, key, value, partitions) ->
        Optional.of(Set.of(by.partition(key == null ? "" : key, partitions)));
  }
}
