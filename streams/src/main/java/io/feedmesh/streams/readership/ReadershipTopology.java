package io.feedmesh.streams.readership;

import static io.feedmesh.streams.topology.Wiring.produced;

import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.streams.topology.Wiring;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** How many read a feed on each of the latest days: what all edges saw, merged. */
public final class ReadershipTopology {
  private ReadershipTopology() {}

  /** Adds the app to a builder. */
  public static void define(
      StreamsBuilder builder, Topics topics, ReadershipConfig config, MeterRegistry registry) {
    builder.addStateStore(store(ReadershipProcessor.TOTALS, topics.readershipTotals.value()));
    builder.addStateStore(store(ReadershipProcessor.DAYS, DayTally.SERDE));
    builder.addStateStore(store(ReadershipProcessor.EDGES, EdgeRuns.SERDE));
    Wiring.records(builder, topics.readership, "readership")
        .process(
            () -> new ReadershipProcessor(config, registry),
            Named.as("totals"),
            ReadershipProcessor.TOTALS,
            ReadershipProcessor.DAYS,
            ReadershipProcessor.EDGES)
        .to(topics.readershipTotals.name(), produced(topics.readershipTotals, "readership-totals"));
  }

  private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), values);
  }
}
