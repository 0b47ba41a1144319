package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.streams.query.EntryQuery;
import io.feedmesh.streams.query.QueryMonitor;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The stored queries over all feeds. Each instance has all of them, so that each entry is looked at
 * once, by the task that has its feed. They are read from their topic at each start; what finds
 * entries by them is made for the first task that asks, and closed with the last. Safe for use by
 * several threads.
 */
final class Searches {
  static final String STORE = "views-searches";

  private final ViewMetrics metrics;
  private final Map<String, Instant> asking = new HashMap<>();
  private final AtomicLong version = new AtomicLong();
  private QueryMonitor monitor;
  private int users;

  Searches(ViewMetrics metrics) {
    this.metrics = metrics;
  }

  /** The subscriptions, by their keys. */
  static StoreBuilder<KeyValueStore<String, Subscription>> builder(Serde<Subscription> values) {
    return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), Serdes.String(), values)
        .withLoggingDisabled();
  }

  /** Keeps the store as the topic says. */
  Processor<String, Subscription, Void, Void> updates() {
    return new Updates();
  }

  /** A task begins to ask. */
  synchronized void open(KeyValueStore<String, Subscription> store) {
    if (users++ == 0) {
      monitor = new QueryMonitor();
      try (var all = store.all()) {
        all.forEachRemaining(each -> put(each.key, each.value));
      }
    }
  }

  /** A task asks no more. */
  synchronized void close() {
    if (--users == 0) {
      monitor.close();
      monitor = null;
    }
  }

  /** Keys of those that find the entry. */
  Set<String> match(EntryChange change) {
    QueryMonitor open;
    synchronized (this) {
      open = monitor;
    }
    return open.match(change);
  }

  /** Which searches ask for earlier entries, with when they started. */
  synchronized Map<String, Instant> asking() {
    return Map.copyOf(asking);
  }

  /** A number that changes with {@link #asking}. */
  long version() {
    return version.get();
  }

  private synchronized void changed(String key, Subscription subscription) {
    if (monitor != null && subscription != null) {
      put(key, subscription);
    } else if (monitor != null) {
      monitor.remove(key);
    }
    asks(key, subscription == null ? null : subscription.getStartedAt());
  }

  private void asks(String key, Instant startedAt) {
    Instant before = startedAt == null ? asking.remove(key) : asking.put(key, startedAt);
    if (!Objects.equals(before, startedAt)) {
      version.incrementAndGet();
    }
  }

  private void put(String key, Subscription subscription) {
    asks(key, subscription.getStartedAt());
    String query = subscription.getQuery();
    if (query == null) {
      monitor.put(key, EntryQuery.EVERYTHING);
    } else if (EntryQuery.parse(query) instanceof EntryQuery.Parsed.Accepted accepted) {
      monitor.put(key, accepted.query());
    } else {
      monitor.remove(key);
      metrics.ignored.increment();
    }
  }

  private final class Updates implements Processor<String, Subscription, Void, Void> {
    private KeyValueStore<String, Subscription> store;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      store = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<String, Subscription> record) {
      if (record.key() != null) {
        store.put(record.key(), record.value());
        changed(record.key(), record.value());
      }
    }
  }
}
