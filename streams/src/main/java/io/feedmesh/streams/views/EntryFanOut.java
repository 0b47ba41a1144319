package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.EntryView;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.streams.query.EntryQuery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Each entry change goes to everyone who wants it now, once, with all reasons: subscriptions to its
 * feed, by whatever address, and to what queries find in it or in all feeds.
 */
final class EntryFanOut implements Processor<String, EntryChange, String, EntryFanOut.Sent> {
  private static final int MAX_QUERIES = 10_000;

  /**
   * A view of an entry on its way.
   *
   * @param once whether the subscriber wants it from one of its feeds only
   */
  record Sent(EntryView view, boolean once) {}

  private final ViewMetrics metrics;
  private final Searches searches;
  private final Map<String, Optional<EntryQuery>> queries = new LatestQueries();
  private ProcessorContext<String, Sent> context;
  private SubscriptionStore subscriptions;
  private KeyValueStore<String, Subscription> searchStore;

  EntryFanOut(ViewMetrics metrics, Searches searches) {
    this.metrics = metrics;
    this.searches = searches;
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
    searches.open(searchStore);
  }

  @Override
  public void process(Record<String, EntryChange> record) {
    long now = context.currentSystemTimeMs();
    Wanting wanting = new Wanting(record.value(), this::query);
    for (var held : subscriptions.live(record.key(), now)) {
      if (FanOutRule.wantsEntries(held.subscription())) {
        wanting.ofFeed(held.key().subscriber(), held.key().address(), held.subscription());
      }
    }
    if (wanting.hasText()) {
      for (String key : searches.match(record.value())) {
        Subscription search = searchStore.get(key);
        if (search != null && FanOutRule.live(search, now)) {
          wanting.ofAllFeeds(search);
        }
      }
    }
    wanting.forEach((subscriber, why) -> send(subscriber, why, record));
  }

  @Override
  public void close() {
    searches.close();
  }

  private void send(String subscriber, Wanting.Why why, Record<String, EntryChange> record) {
    Sent sent = new Sent(new EntryView(subscriber, why.reasons(), record.value()), why.once());
    context.forward(new Record<>(subscriber, sent, record.timestamp()));
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
