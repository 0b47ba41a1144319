package io.feedmesh.streams.dedupe;

import static io.feedmesh.streams.topology.Wiring.consumed;
import static io.feedmesh.streams.topology.Wiring.produced;

import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.Reject;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * From changes, which anybody may send as often as they like, to documents and entry changes, each
 * once. Needs exactly-once processing for that promise.
 */
public final class DedupeTopology {
  private DedupeTopology() {}

  /** Adds the app to a builder. */
  public static void define(
      StreamsBuilder builder, Topics topics, DedupeConfig config, MeterRegistry registry) {
    DedupeMetrics metrics = new DedupeMetrics(registry);
    Admission admission = new Admission(config);
    KStream<String, SpecificRecord> news =
        builder.addStateStore(memory()).stream(
                topics.changes.name(), consumed(topics.changes, "changes"))
            .process(
                () -> new DedupeProcessor(config, admission, metrics),
                Named.as("dedupe"),
                DedupeProcessor.STORE);
    send(news, Document.class, topics.documents, "documents");
    send(news, EntryChange.class, topics.entries, "entries");
    send(news, Reject.class, topics.rejects, "rejects");
  }

  private static <V extends SpecificRecord> void send(
      KStream<String, SpecificRecord> news, Class<V> type, Topic<V> topic, String step) {
    news.filter((key, value) -> type.isInstance(value), Named.as("only-" + step))
        .mapValues(type::cast, Named.as("as-" + step))
        .to(topic.name(), produced(topic, step));
  }

  private static StoreBuilder<KeyValueStore<String, FeedMemory>> memory() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(DedupeProcessor.STORE),
        Serdes.String(),
        FeedMemoryCodec.serde());
  }
}
