package io.feedmesh.streams.dedupe;

import static io.feedmesh.streams.topology.Wiring.consumed;
import static io.feedmesh.streams.topology.Wiring.produced;

import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.FeedAlias;
import io.feedmesh.schemas.record.Reject;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.streams.alias.AliasClaim;
import io.feedmesh.streams.alias.AliasProcessor;
import io.feedmesh.streams.topology.SourceTable;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * From changes, which anybody may send as often as they like, to documents and entry changes, each
 * once. Needs exactly-once processing for that promise. What is found at another address of a feed
 * is a change of that feed.
 */
public final class DedupeTopology {
  private DedupeTopology() {}

  /** Adds the app to a builder. */
  public static void define(
      StreamsBuilder builder, Topics topics, DedupeConfig config, MeterRegistry registry) {
    DedupeMetrics metrics = new DedupeMetrics(registry);
    Admission admission = new Admission(config);
    builder.addStateStore(memory()).addStateStore(AliasProcessor.store());
    KTable<String, FeedAlias> aliases =
        builder.table(
            topics.feedAliases.name(),
            consumed(topics.feedAliases, "aliases"),
            SourceTable.kept(
                DedupeProcessor.ALIASES, topics.feedAliases, metrics.unreadable::increment));
    KStream<String, Object> news =
        builder.stream(topics.changes.name(), consumed(topics.changes, "changes"))
            .process(
                () -> new DedupeProcessor(config, admission, metrics),
                Named.as("dedupe"),
                DedupeProcessor.STORE,
                DedupeProcessor.ALIASES);
    send(news, Document.class, topics.documents, "documents");
    send(news, EntryChange.class, topics.entries, "entries");
    send(news, Reject.class, topics.rejects, "rejects");
    send(news, Change.class, topics.changes, "changes-of-aliases");

    only(news, AliasClaim.class, "alias-claims")
        .repartition(
            Repartitioned.<String, AliasClaim>as("alias-claims-by-group")
                .withKeySerde(Serdes.String())
                .withValueSerde(AliasClaim.SERDE)
                .withNumberOfPartitions(topics.settings().partitions()))
        .process(AliasProcessor::new, Named.as("prove-aliases"), AliasProcessor.STORE)
        .to(topics.feedAliases.name(), produced(topics.feedAliases, "feed-aliases"));
    aliases
        .toStream(Named.as("alias-changes"))
        .filter((key, alias) -> alias != null, Named.as("new-aliases"))
        .process(DocumentHandover::new, Named.as("document-handover"))
        .to(topics.documents.name(), produced(topics.documents, "documents-of-aliases"));
  }

  private static <V extends SpecificRecord> void send(
      KStream<String, Object> news, Class<V> type, Topic<V> topic, String step) {
    only(news, type, step).to(topic.name(), produced(topic, step));
  }

  private static <V> KStream<String, V> only(
      KStream<String, Object> news, Class<V> type, String step) {
    return news.filter((key, value) -> type.isInstance(value), Named.as("only-" + step))
        .mapValues(type::cast, Named.as("as-" + step));
  }

  private static StoreBuilder<KeyValueStore<String, FeedMemory>> memory() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(DedupeProcessor.STORE),
        Serdes.String(),
        FeedMemoryCodec.serde());
  }
}
