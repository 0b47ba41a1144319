package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.EntryView;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * Lets an entry pass from the first of a subscriber's feeds that has it, with all its changes
 * there; what other feeds say of the same entry goes no further. Who was first is forgotten after
 * {@link #REMEMBER}.
 */
final class EntryOnce implements Processor<String, EntryView, String, EntryView> {
  static final String STORE = "views-once";

  /** As long as dedupe remembers what left a feed. */
  static final Duration REMEMBER = Duration.ofDays(30);

  private final ViewMetrics metrics;
  private ProcessorContext<String, EntryView> context;
  private WindowStore<String, String> first;

  EntryOnce(ViewMetrics metrics) {
    this.metrics = metrics;
  }

  /** The feed that was first, by subscriber and entry; old ones go with their segment of time. */
  static StoreBuilder<WindowStore<String, String>> store() {
    return Stores.windowStoreBuilder(
        Stores.persistentWindowStore(STORE, REMEMBER, Duration.ofMillis(1), false),
        Serdes.String(),
        Serdes.String());
  }

  @Override
  public void init(ProcessorContext<String, EntryView> context) {
    this.context = context;
    this.first = context.getStateStore(STORE);
  }

  @Override
  public void process(Record<String, EntryView> record) {
    String entry = record.value().getChange().getEntry().getGlobalKey();
    String feed = record.value().getChange().getFeedUrl();
    if (entry == null || feed.equals(firstOf(record, record.key() + " " + entry, feed))) {
      context.forward(record);
    } else {
      metrics.repeated.increment();
    }
  }

  private String firstOf(Record<String, EntryView> record, String key, String feed) {
    long now = record.timestamp();
    try (WindowStoreIterator<String> known =
        first.fetch(key, now - REMEMBER.toMillis(), now + REMEMBER.toMillis())) {
      if (known.hasNext()) {
        return known.next().value;
      }
    }
    first.put(key, feed, now);
    return feed;
  }
}
