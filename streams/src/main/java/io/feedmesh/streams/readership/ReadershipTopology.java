package io.feedmesh.streams.readership;

import static io.feedmesh.streams.topology.Wiring.produced;

import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.streams.topology.Wiring;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.Stores;

/** How many read a feed: the edges' counts of one day, added up. */
public final class ReadershipTopology {
  private ReadershipTopology() {}

  /** Adds the app to a builder. */
  public static void define(
      StreamsBuilder builder, Topics topics, ReadershipConfig config, MeterRegistry registry) {
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(ReadershipProcessor.TOTALS),
            Serdes.String(),
            topics.readershipTotals.value()));
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(ReadershipProcessor.REPORTS),
            Serdes.String(),
            Serdes.Long()));
    Wiring.records(builder, topics.readership, "readership")
        .process(
            () -> new ReadershipProcessor(config, registry),
            Named.as("totals"),
            ReadershipProcessor.TOTALS,
            ReadershipProcessor.REPORTS)
        .to(topics.readershipTotals.name(), produced(topics.readershipTotals, "readership-totals"));
  }
}
