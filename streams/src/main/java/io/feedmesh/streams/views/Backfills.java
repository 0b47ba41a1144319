package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.SubscriptionKey;
import io.feedmesh.streams.topology.BinarySerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Which subscriptions of one task still get their earlier entries, how far they are, and which have
 * them. Until a subscription has them, it gets all entries this way, in their order, and none as
 * they come; so nothing is missed or repeated where the one ends and the other begins. Not for
 * several threads.
 */
final class Backfills {
  static final String STORE = "views-backfills";

  private static final String PENDING = ">";
  private static final String DONE = "=";
  private static final int LAYOUT = 1;

  private final KeyValueStore<String, Progress> store;

  Backfills(ProcessorContext<?, ?> context) {
    store = context.getStateStore(STORE);
  }

  /**
   * How far one is.
   *
   * @param startedAt the subscription's, which tells it from one before under the same key
   * @param next offset of the first entry that it has not had; {@link #UNKNOWN} where it has to be
   *     found first
   * @param until offset of the last entry that the feed, or the task, had when it began; perhaps
   *     {@link #UNKNOWN}, too
   * @param found offsets of those found, oldest first; null when it does not look, but sends
   */
  record Progress(long startedAt, long next, long until, List<Long> found) {
    static final long UNKNOWN = Long.MIN_VALUE;

    /** It does not look, but sends. */
    static Progress sending(long startedAt, long next, long until) {
      return new Progress(startedAt, next, until, null);
    }
  }

  /** One under the key of its subscription. */
  record Held(String key, Progress progress) {}

  static StoreBuilder<KeyValueStore<String, Progress>> builder() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(STORE),
        Serdes.String(),
        new BinarySerde<>("a backfill", LAYOUT, Backfills::write, (version, in) -> read(in)));
  }

  /** Whether entries must not go to a subscription as they come. */
  boolean holds(String key, Subscription subscription) {
    if (subscription.getStartedAt() == null) {
      return false;
    }
    Progress done = store.get(DONE + key);
    return done == null || done.startedAt() != subscription.getStartedAt().toEpochMilli();
  }

  /** Whether one has begun that belongs to this start of the subscription. */
  boolean begun(String key, long startedAt) {
    return isOf(store.get(PENDING + key), startedAt) || isOf(store.get(DONE + key), startedAt);
  }

  private static boolean isOf(Progress progress, long startedAt) {
    return progress != null && progress.startedAt() == startedAt;
  }

  /** It begins, or has got that far. */
  void put(String key, Progress progress) {
    store.put(PENDING + key, progress);
  }

  /** It has all: from now on entries go to it as they come. */
  void finish(String key, long startedAt) {
    store.delete(PENDING + key);
    store.put(DONE + key, Progress.sending(startedAt, Progress.UNKNOWN, Progress.UNKNOWN));
  }

  /** The subscription is no more. */
  void end(String key) {
    store.delete(PENDING + key);
    store.delete(DONE + key);
  }

  /** Some of those that are not finished. */
  List<Held> pending(int most) {
    return read(PENDING, most);
  }

  /** Those of searches over all feeds, finished or not. */
  List<Held> ofAllFeeds() {
    List<Held> all = read(PENDING + SubscriptionKey.ALL_FEEDS, Integer.MAX_VALUE);
    all.addAll(read(DONE + SubscriptionKey.ALL_FEEDS, Integer.MAX_VALUE));
    return all;
  }

  private List<Held> read(String prefix, int most) {
    List<Held> found = new ArrayList<>();
    try (var all = store.prefixScan(prefix, new StringSerializer())) {
      while (all.hasNext() && found.size() < most) {
        KeyValue<String, Progress> next = all.next();
        found.add(new Held(next.key.substring(1), next.value));
      }
    }
    return found;
  }

  private static void write(Progress progress, DataOutputStream out) throws IOException {
    out.writeLong(progress.startedAt());
    out.writeLong(progress.next());
    out.writeLong(progress.until());
    out.writeShort(progress.found() == null ? -1 : progress.found().size());
    if (progress.found() != null) {
      for (long offset : progress.found()) {
        out.writeLong(offset);
      }
    }
  }

  private static Progress read(DataInputStream in) throws IOException {
    long startedAt = in.readLong();
    long next = in.readLong();
    long until = in.readLong();
    int count = in.readShort();
    if (count < 0) {
      return new Progress(startedAt, next, until, null);
    }
    List<Long> found = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      found.add(in.readLong());
    }
    return new Progress(startedAt, next, until, found);
  }
}
