package io.feedmesh.streams.views;

import static io.feedmesh.streams.topology.Wiring.consumed;
import static io.feedmesh.streams.topology.Wiring.partitioner;
import static io.feedmesh.streams.topology.Wiring.produced;

import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.streams.topology.SourceTable;
import io.feedmesh.streams.topology.Wiring;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * What each subscriber asked for: the current document of its feeds, and their entries. The
 * documents' store is restored from {@code documents} itself, so that bodies are not written to the
 * brokers a second time (needs {@code topology.optimization=reuse.ktable.source.topics}).
 */
public final class ViewsTopology {
  private ViewsTopology() {}

  /**
   * Adds the app to a builder.
   *
   * @param logs where entries are read again for who asks for earlier ones
   */
  public static void define(
      StreamsBuilder builder,
      Topics topics,
      ViewsConfig config,
      EntryLog.Source logs,
      MeterRegistry registry) {
    ViewMetrics metrics = new ViewMetrics(registry);
    builder.addStateStore(SubscriptionStore.builder(topics));
    builder.addStateStore(SubscriptionStore.index());
    builder.addStateStore(AliasedSubscriptions.builder(topics));
    builder.addStateStore(EntryOnce.store());
    builder.addStateStore(RecentEntries.builder());
    builder.addStateStore(Backfills.builder());
    Searches searches = new Searches(metrics);
    builder.addGlobalStore(
        Searches.builder(topics.searches.value()),
        topics.searches.name(),
        consumed(topics.searches, "searches-everywhere"),
        searches::updates);
    KTable<String, Document> documents =
        builder.table(
            topics.documents.name(),
            consumed(topics.documents, "documents"),
            SourceTable.kept(
                SubscriptionChanges.DOCUMENTS, topics.documents, metrics.unreadable::increment));

    documents
        .toStream(Named.as("document-versions"))
        .process(
            () -> new DocumentFanOut(metrics),
            Named.as("document-fan-out"),
            SubscriptionStore.NAME,
            SubscriptionStore.BY_SUBSCRIBER)
        .to(topics.documentViews.name(), produced(topics.documentViews, "document-views"));

    KStream<String, EntryFanOut.Sent> entries =
        Wiring.records(builder, topics.entries, "entries")
            .process(
                () -> new EntryFanOut(metrics, searches, logs),
                Named.as("entry-fan-out"),
                SubscriptionStore.NAME,
                SubscriptionStore.BY_SUBSCRIBER,
                RecentEntries.STORE,
                Backfills.STORE);
    entries
        .filterNot((subscriber, sent) -> sent.once(), Named.as("each-time"))
        .mapValues(EntryFanOut.Sent::view, Named.as("views-each-time"))
        .to(topics.entryViews.name(), produced(topics.entryViews, "entry-views"));
    entries
        .filter((subscriber, sent) -> sent.once(), Named.as("once"))
        .mapValues(EntryFanOut.Sent::view, Named.as("views-once-each"))
        .repartition(
            Repartitioned.with(topics.entryViews.key(), topics.entryViews.value())
                .withName("by-subscriber")
                .withNumberOfPartitions(topics.settings().partitions())
                .withStreamPartitioner(partitioner(topics.entryViews)))
        .process(() -> new EntryOnce(metrics), Named.as("entry-once"), EntryOnce.STORE)
        .to(topics.entryViews.name(), produced(topics.entryViews, "entry-views-once"));

    KStream<String, ViewChange> changes =
        builder.stream(topics.subscriptions.name(), consumed(topics.subscriptions, "subscriptions"))
            .process(
                () -> new SubscriptionChanges(config, metrics),
                Named.as("subscription-changes"),
                SubscriptionStore.NAME,
                SubscriptionStore.BY_SUBSCRIBER,
                AliasedSubscriptions.STORE,
                RecentEntries.STORE,
                Backfills.STORE,
                SubscriptionChanges.DOCUMENTS);
    KStream<String, ViewChange> aliasChanges =
        builder.stream(topics.feedAliases.name(), consumed(topics.feedAliases, "feed-aliases"))
            .process(
                AliasChanges::new,
                Named.as("alias-changes"),
                SubscriptionStore.NAME,
                SubscriptionStore.BY_SUBSCRIBER,
                AliasedSubscriptions.STORE);
    send(changes.merge(aliasChanges, Named.as("with-alias-changes")), topics);
  }

  private static void send(KStream<String, ViewChange> changes, Topics topics) {
    changes
        .filter((key, change) -> change instanceof ViewChange.View, Named.as("view-changes"))
        .mapValues(ViewsTopology::document, Named.as("changed-views"))
        .to(topics.documentViews.name(), produced(topics.documentViews, "welcomes"));
    changes
        .filter((key, change) -> change instanceof ViewChange.Standing, Named.as("standings"))
        .mapValues(ViewsTopology::subscription, Named.as("lapses"))
        .to(topics.subscriptions.name(), produced(topics.subscriptions, "ended-subscriptions"));
    changes
        .filter((key, change) -> change instanceof ViewChange.Search, Named.as("searches"))
        .mapValues(change -> ((ViewChange.Search) change).subscription(), Named.as("as-searches"))
        .to(topics.searches.name(), produced(topics.searches, "stored-searches"));
  }

  private static Document document(ViewChange change) {
    return ((ViewChange.View) change).document();
  }

  private static Subscription subscription(ViewChange change) {
    return ((ViewChange.Standing) change).subscription();
  }
}
