package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.EntryView;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.SubscriptionKey;
import io.feedmesh.streams.query.EntryQuery;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Each entry change goes to everyone who wants it now, once, with all reasons: subscriptions to its
 * feed, by whatever address, and to what queries find in it or in all feeds. Who still gets earlier
 * ones gets it after those ({@link BackfillRun}).
 */
final class EntryFanOut implements Processor<String, EntryChange, String, EntryFanOut.Sent> {
  private static final int MAX_QUERIES = 10_000;
  private static final long UNKNOWN = Backfills.Progress.UNKNOWN;
  private static final Duration BACKFILL_INTERVAL = Duration.ofMillis(50);

  /**
   * A view of an entry on its way.
   *
   * @param once whether the subscriber wants it from one of its feeds only
   */
  record Sent(EntryView view, boolean once) {}

  /** Takes a view of an entry. */
  @FunctionalInterface
  interface Sending {
    void send(String subscriber, Wanting.Why why, EntryChange change);
  }

  private final ViewMetrics metrics;
  private final Searches searches;
  private final EntryLog.Source logs;
  private final Map<String, Optional<EntryQuery>> queries = new LatestQueries();
  private ProcessorContext<String, Sent> context;
  private SubscriptionStore subscriptions;
  private KeyValueStore<String, Subscription> searchStore;
  private RecentEntries recent;
  private Backfills backfills;
  private SearchBackfills searchBackfills;
  private BackfillRun run;
  private long position = UNKNOWN;

  EntryFanOut(ViewMetrics metrics, Searches searches, EntryLog.Source logs) {
    this.metrics = metrics;
    this.searches = searches;
    this.logs = logs;
  }

  /** What queries to feeds mean, of those asked last. */
  private static final class LatestQueries extends LinkedHashMap<String, Optional<EntryQuery>> {
    private static final long serialVersionUID = 1L;

    LatestQueries() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Optional<EntryQuery>> eldest) {
      return size() > MAX_QUERIES;
    }
  }

  @Override
  public void init(ProcessorContext<String, Sent> context) {
    this.context = context;
    this.subscriptions = new SubscriptionStore(context);
    this.searchStore = context.getStateStore(Searches.STORE);
    this.recent = new RecentEntries(context);
    this.backfills = new Backfills(context);
    this.searchBackfills = new SearchBackfills(searches, searchStore, backfills);
    searches.open(searchStore);
    int partition = context.taskId().partition();
    this.run =
        new BackfillRun(
            backfills,
            recent,
            this::subscription,
            this::query,
            (subscriber, why, change) ->
                send(subscriber, why, change, context.currentSystemTimeMs()),
            () -> logs.open(partition),
            metrics);
    context.schedule(BACKFILL_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::backfill);
  }

  private void backfill(long now) {
    searchBackfills.begin(position == UNKNOWN ? position : position - 1, now);
    run.slice(position, now);
  }

  private Subscription subscription(SubscriptionKey key) {
    return key.ofAllFeeds() ? searchStore.get(key.toString()) : subscriptions.get(key.toString());
  }

  @Override
  public void process(Record<String, EntryChange> record) {
    long now = context.currentSystemTimeMs();
    Wanting wanting = new Wanting(record.value(), this::query);
    for (var held : subscriptions.live(record.key(), now)) {
      if (FanOutRule.wantsEntries(held.subscription())
          && !backfills.holds(held.key().toString(), held.subscription())
          && wanting.wantedBy(held.key(), held.subscription())) {
        wanting.add(held.key(), held.subscription());
      }
    }
    long offset = context.recordMetadata().orElseThrow().offset();
    if (wanting.hasText()) {
      searches.match(record.value()).forEach(key -> search(key, wanting, offset, now));
    }
    wanting.forEach((subscriber, why) -> send(subscriber, why, record.value(), record.timestamp()));
    recent.add(record.key(), offset);
    position = offset + 1;
  }

  private void search(String key, Wanting wanting, long offset, long now) {
    Subscription search = searchStore.get(key);
    if (search != null
        && FanOutRule.live(search, now)
        && !searchBackfills.holds(key, search, offset)) {
      SubscriptionKey.parse(key).ifPresent(parsed -> wanting.add(parsed, search));
    }
  }

  @Override
  public void close() {
    searches.close();
    run.close();
  }

  private void send(String subscriber, Wanting.Why why, EntryChange change, long timestamp) {
    Sent sent = new Sent(new EntryView(subscriber, why.reasons(), change), why.once());
    context.forward(new Record<>(subscriber, sent, timestamp));
    metrics.entries.increment();
  }

  private EntryQuery query(String text) {
    return queries.computeIfAbsent(text, this::read).orElse(null);
  }

  private Optional<EntryQuery> read(String text) {
    if (EntryQuery.parse(text) instanceof EntryQuery.Parsed.Accepted accepted) {
      return Optional.of(accepted.query());
    }
    metrics.ignored.increment();
    return Optional.empty();
  }
}
