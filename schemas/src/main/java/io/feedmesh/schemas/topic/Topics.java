package io.feedmesh.schemas.topic;

import static io.feedmesh.schemas.topic.PartitionBy.FEED;
import static io.feedmesh.schemas.topic.PartitionBy.HOST;
import static io.feedmesh.schemas.topic.PartitionBy.SUBSCRIBER;

import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.EntryView;
import io.feedmesh.schemas.record.FeedAlias;
import io.feedmesh.schemas.record.FeedStatus;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PushRequest;
import io.feedmesh.schemas.record.PushResult;
import io.feedmesh.schemas.record.Readership;
import io.feedmesh.schemas.record.ReadershipTotal;
import io.feedmesh.schemas.record.Reject;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.serde.RecordSerde;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * The catalogue: the only place that knows a topic's name, key, value, partitioning, cleanup and
 * retention. Immutable, safe for use by several threads.
 */
public final class Topics {
  /** Key {@code <feedUrl> <subscriber>}: who wants which feed until when. */
  public final Topic<Subscription> subscriptions;

  /** Key {@code * <subscriber> <search>}: running subscriptions to what a query finds. */
  public final Topic<Subscription> searches;

  /** Key feed URL: somebody says that a feed changed. */
  public final Topic<Ping> pings;

  /** Key hub URL: hubs to be asked to tell of a feed. */
  public final Topic<PushRequest> pushRequests;

  /** Key feed URL: what hubs and clouds did with our subscriptions to pushes. */
  public final Topic<PushResult> pushResults;

  /** Key feed URL: fetch this now. */
  public final Topic<FetchRequest> fetchRequests;

  /** Key feed URL: what came of it. */
  public final Topic<FetchResult> fetchResults;

  /** Key feed URL: what is remarkable about it: failing, gone, moved. */
  public final Topic<FeedStatus> feedStates;

  /** Key feed URL: documents believed to be new. */
  public final Topic<Change> changes;

  /** Key feed URL: addresses that are other addresses of a feed. */
  public final Topic<FeedAlias> feedAliases;

  /** Key feed URL: the latest version of each feed. */
  public final Topic<Document> documents;

  /** Key feed URL: each new or changed entry once. */
  public final Topic<EntryChange> entries;

  /** Key feed URL or empty: what was refused, and why. */
  public final Topic<Reject> rejects;

  /** Key {@code <subscriber> <feedUrl>}: the latest version of each feed for each subscriber. */
  public final Topic<Document> documentViews;

  /** Key subscriber: the entries that each subscriber asked for. */
  public final Topic<EntryView> entryViews;

  /** Key feed URL: what edges saw of its readers. */
  public final Topic<Readership> readership;

  /** Key feed URL: its readers over all edges on the latest days. */
  public final Topic<ReadershipTotal> readershipTotals;

  private final TopicSettings settings;
  private final List<Topic<?>> all;

  /** The catalogue under the given settings. */
  public Topics(TopicSettings settings) {
    this.settings = settings;
    Duration entriesFor = settings.entriesRetention().isZero() ? null : settings.entriesRetention();
    subscriptions =
        compacted("subscriptions", "who wants which feed until when", Subscription.class, FEED);
    searches =
        compacted("searches", "stored queries over all feeds", Subscription.class, SUBSCRIBER);
    pings = kept("pings", "somebody says that a feed changed", Ping.class, HOST, days(1));
    pushRequests =
        kept("push-requests", "ask this hub now", PushRequest.class, HOST, Duration.ofHours(1));
    pushResults = kept("push-results", "what hubs did for a feed", PushResult.class, HOST, days(1));
    fetchRequests =
        kept("fetch-requests", "fetch this now", FetchRequest.class, HOST, Duration.ofHours(1));
    fetchResults = kept("fetch-results", "what came of a fetch", FetchResult.class, HOST, days(7));
    feedStates =
        compacted("feed-states", "feeds that fail, are gone or moved", FeedStatus.class, HOST);
    changes = large(kept("changes", "documents believed new", Change.class, FEED, days(7)));
    feedAliases = compacted("feed-aliases", "other addresses of feeds", FeedAlias.class, FEED);
    documents =
        large(compacted("documents", "the latest version of each feed", Document.class, FEED));
    entries = large(kept("entries", "each entry change once", EntryChange.class, FEED, entriesFor));
    rejects = kept("rejects", "what was refused, and why", Reject.class, FEED, days(30));
    documentViews =
        large(
            compacted(
                "document-views", "documents for each subscriber", Document.class, SUBSCRIBER));
    entryViews =
        large(
            kept(
                "entry-views",
                "entry changes for each subscriber",
                EntryView.class,
                SUBSCRIBER,
                days(7)));
    readership = kept("readership", "what edges saw of readers", Readership.class, FEED, days(7));
    readershipTotals =
        compacted("readership-totals", "each feed's readers by day", ReadershipTotal.class, HOST);
    all =
        List.of(
            subscriptions,
            searches,
            pings,
            pushRequests,
            pushResults,
            fetchRequests,
            fetchResults,
            feedStates,
            changes,
            feedAliases,
            documents,
            entries,
            rejects,
            documentViews,
            entryViews,
            readership,
            readershipTotals);
  }

  /** Every topic, in the order of the data's way. */
  public List<Topic<?>> all() {
    return all;
  }

  /** What they were made from. */
  public TopicSettings settings() {
    return settings;
  }

  /** The topic of that full name. */
  public Optional<Topic<?>> byName(String name) {
    return all.stream().filter(topic -> topic.name().equals(name)).findFirst();
  }

  private <V extends SpecificRecord> Topic<V> compacted(
      String name, String purpose, Class<V> type, PartitionBy by) {
    return topic(name, purpose, type, by, true, null);
  }

  private <V extends SpecificRecord> Topic<V> kept(
      String name, String purpose, Class<V> type, PartitionBy by, Duration retention) {
    return topic(name, purpose, type, by, false, retention);
  }

  private <V extends SpecificRecord> Topic<V> topic(
      String name,
      String purpose,
      Class<V> type,
      PartitionBy by,
      boolean compacted,
      Duration retention) {
    return new Topic<>(
        settings.prefix() + name,
        purpose,
        new RecordSerde<>(type),
        type,
        by,
        settings.partitions(),
        compacted,
        retention,
        false);
  }

  private static <V extends SpecificRecord> Topic<V> large(Topic<V> t) {
    return new Topic<>(
        t.name(),
        t.purpose(),
        t.value(),
        t.valueType(),
        t.partitionBy(),
        t.partitions(),
        t.compacted(),
        t.retention(),
        true);
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }
}
