package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.SubscriptionKey;
import io.feedmesh.streams.topology.DueQueue;
import io.feedmesh.streams.topology.Handover;
import io.feedmesh.streams.topology.Lapse;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * Keeps the subscriptions, welcomes new ones with the current document, and ends those whose lease
 * has run out.
 */
final class SubscriptionChanges implements Processor<String, Subscription, String, ViewChange> {
  static final String DOCUMENTS = "views-documents";
  private static final int MAX_LAPSES_A_SWEEP = 10_000;

  private final ViewsConfig config;
  private final ViewMetrics metrics;
  private final DueQueue leases = new DueQueue();
  private ProcessorContext<String, ViewChange> context;
  private SubscriptionStore subscriptions;
  private AliasedSubscriptions aliased;
  private Backfills backfills;
  private RecentEntries recent;
  private TimestampedKeyValueStore<String, Document> documents;

  SubscriptionChanges(ViewsConfig config, ViewMetrics metrics) {
    this.config = config;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, ViewChange> context) {
    this.context = context;
    this.subscriptions = new SubscriptionStore(context);
    this.aliased = new AliasedSubscriptions(context);
    this.backfills = new Backfills(context);
    this.recent = new RecentEntries(context);
    this.documents = context.getStateStore(DOCUMENTS);
    leases.clear();
    subscriptions.forEach((key, value) -> leases.put(key, value.getLeaseUntil().toEpochMilli()));
    context.schedule(
        config.sweepInterval(),
        PunctuationType.WALL_CLOCK_TIME,
        unused -> sweep(context.currentSystemTimeMs()));
  }

  @Override
  public void process(Record<String, Subscription> record) {
    Optional<SubscriptionKey> key = SubscriptionKey.parse(record.key());
    if (key.isEmpty()) {
      metrics.ignored.increment();
      return;
    }
    Subscription before = subscriptions.get(record.key());
    long now = context.currentSystemTimeMs();
    Subscription after = FanOutRule.started(before, record.value(), now);
    if (after == null && before != null && outlives(before, record.headers())) {
      standing(record.key(), before, new RecordHeaders());
      return;
    }
    if (aliased.follow(key.get(), record.value(), record.headers())) {
      after = FanOutRule.withStart(after, null); // earlier entries come with the one that follows
    }
    subscriptions.put(record.key(), after);
    backfill(key.get(), before, after);
    metrics.subscriptions.increment();
    if (after == null) {
      leases.remove(record.key());
    } else {
      leases.put(record.key(), after.getLeaseUntil().toEpochMilli());
    }
    if (key.get().ofAllFeeds()) {
      boolean live = after != null && FanOutRule.live(after, now);
      search(record.key(), live ? after : null);
      return;
    }
    switch (FanOutRule.changed(before, after, now)) {
      case SEND -> welcome(key.get(), FanOutRule.shape(after));
      case WITHDRAW -> withdraw(key.get(), record.headers());
      case NOTHING -> {}
    }
  }

  /** Those to all feeds are begun by each task, when it notices them. */
  private void backfill(SubscriptionKey key, Subscription before, Subscription after) {
    Instant then = before == null ? null : before.getStartedAt();
    Instant next = after == null ? null : after.getStartedAt();
    if (key.ofAllFeeds() || Objects.equals(then, next)) {
      return;
    }
    if (next == null) {
      backfills.end(key.toString());
    } else {
      backfills.put(key.toString(), BackfillJob.beginning(after, recent.of(key.feedUrl())));
    }
  }

  /** Whether the subscription was renewed while its lapse was under way. */
  private static boolean outlives(Subscription subscription, Headers tombstone) {
    OptionalLong lapsed = Lapse.leaseUntil(tombstone);
    return lapsed.isPresent() && subscription.getLeaseUntil().toEpochMilli() > lapsed.getAsLong();
  }

  private void sweep(long now) {
    Optional<String> key = leases.pollDue(now);
    for (int i = 1; key.isPresent(); i++) {
      lapse(key.get(), now);
      key = i < MAX_LAPSES_A_SWEEP ? leases.pollDue(now) : Optional.empty();
    }
  }

  private void lapse(String key, long now) {
    Subscription subscription = subscriptions.get(key);
    if (subscription == null || FanOutRule.live(subscription, now)) {
      return;
    }
    subscriptions.put(key, null);
    SubscriptionKey.parse(key).ifPresent(ended -> backfill(ended, subscription, null));
    metrics.lapsed.increment();
    if (key.startsWith(SubscriptionKey.ALL_FEEDS)) {
      search(key, null);
    } else if (FanOutRule.shape(subscription) != Shape.NONE) {
      SubscriptionKey.parse(key).ifPresent(ended -> withdraw(ended, new RecordHeaders()));
    }
    standing(key, null, Lapse.headers(subscription.getLeaseUntil().toEpochMilli()));
  }

  private void welcome(SubscriptionKey key, Shape shape) {
    Document document = ValueAndTimestamp.getValueOrNull(documents.get(key.feedUrl()));
    if (document != null) {
      view(key, FanOutRule.shaped(document, shape));
      metrics.documents.increment();
    }
  }

  private void withdraw(SubscriptionKey key, Headers headers) {
    if (!Handover.is(headers)) {
      view(key, null);
      metrics.withdrawn.increment();
    }
  }

  private void view(SubscriptionKey key, Document document) {
    context.forward(
        new Record<>(
            FanOutRule.viewKey(key),
            new ViewChange.View(FanOutRule.as(key, document)),
            context.currentSystemTimeMs()));
  }

  private void search(String key, Subscription subscription) {
    context.forward(
        new Record<>(key, new ViewChange.Search(subscription), context.currentSystemTimeMs()));
  }

  private void standing(String key, Subscription subscription, Headers headers) {
    context.forward(
        new Record<>(
            key, new ViewChange.Standing(subscription), context.currentSystemTimeMs(), headers));
  }
}
