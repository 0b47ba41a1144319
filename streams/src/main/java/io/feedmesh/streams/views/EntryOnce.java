package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.EntryView;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * Lets an entry pass from the first of a subscriber's feeds that has it, with all its changes
 * there; what other feeds say of the same entry goes no further. Who was first is forgotten after
 * {@link #REMEMBER}.
 *
 * <p>A key-value store that is swept in small steps, not a window store: as long as that has no
 * window, Kafka Streams 4.3 keeps no offset for it and takes it for corrupted at each start.
 */
final class EntryOnce implements Processor<String, EntryView, String, EntryView> {
  static final String STORE = "views-once";

  /** As long as dedupe remembers what left a feed. */
  static final Duration REMEMBER = Duration.ofDays(30);

  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);
  private static final int MAX_A_SWEEP = 10_000;

  private final ViewMetrics metrics;
  private ProcessorContext<String, EntryView> context;
  private TimestampedKeyValueStore<String, String> first;
  private String sweptTo;

  EntryOnce(ViewMetrics metrics) {
    this.metrics = metrics;
  }

  /** The feed that was first, by subscriber and entry. */
  static StoreBuilder<TimestampedKeyValueStore<String, String>> store() {
    return Stores.timestampedKeyValueStoreBuilder(
        Stores.persistentTimestampedKeyValueStore(STORE), Serdes.String(), Serdes.String());
  }

  @Override
  public void init(ProcessorContext<String, EntryView> context) {
    this.context = context;
    this.first = context.getStateStore(STORE);
    context.schedule(
        SWEEP_INTERVAL,
        PunctuationType.WALL_CLOCK_TIME,
        unused -> sweep(context.currentStreamTimeMs()));
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
    ValueAndTimestamp<String> known = first.get(key);
    if (known != null && !forgotten(known, record.timestamp())) {
      return known.value();
    }
    first.put(key, ValueAndTimestamp.make(feed, record.timestamp()));
    return feed;
  }

  private static boolean forgotten(ValueAndTimestamp<String> known, long now) {
    return known.timestamp() < now - REMEMBER.toMillis();
  }

  /** Looks at the next keys, and starts again after the last. */
  private void sweep(long now) {
    try (var next = first.range(sweptTo, null)) {
      sweptTo = null;
      for (int i = 0; next.hasNext(); i++) {
        KeyValue<String, ValueAndTimestamp<String>> each = next.next();
        if (i == MAX_A_SWEEP) {
          sweptTo = each.key;
          return;
        }
        if (forgotten(each.value, now)) {
          first.delete(each.key);
        }
      }
    }
  }
}
