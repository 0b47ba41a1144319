package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.Subscription;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Begins the backfills of searches over all feeds: each task does so by itself when it notices that
 * one has started. Not for several threads.
 */
final class SearchBackfills {
  /** A search that is not known yet or any more, by an instance that lags, is none that ended. */
  private static final Duration LAG = Duration.ofHours(1);

  private final Searches searches;
  private final ReadOnlyKeyValueStore<String, Subscription> known;
  private final Backfills backfills;
  private long seen = -1;

  SearchBackfills(
      Searches searches, ReadOnlyKeyValueStore<String, Subscription> known, Backfills backfills) {
    this.searches = searches;
    this.known = known;
    this.backfills = backfills;
  }

  /**
   * One of them finds an entry.
   *
   * @param offset of the entry
   * @return whether the entry has to wait
   */
  boolean holds(String key, Subscription search, long offset) {
    boolean holds = backfills.holds(key, search);
    if (holds) {
      begin(key, search.getStartedAt(), offset - 1);
    }
    return holds;
  }

  /**
   * Those that have started since the last call.
   *
   * @param last offset of the last entry that the task has had, perhaps unknown
   */
  void begin(long last, long now) {
    long version = searches.version();
    if (version == seen) {
      return;
    }
    seen = version;
    searches.asking().forEach((key, startedAt) -> begin(key, startedAt, last));
    forget(now);
  }

  private void begin(String key, Instant startedAt, long last) {
    if (!backfills.begun(key, startedAt.toEpochMilli())) {
      backfills.put(key, BackfillJob.beginning(startedAt, last));
    }
  }

  private void forget(long now) {
    for (Backfills.Held held : backfills.ofAllFeeds()) {
      boolean old = held.progress().startedAt() < now - LAG.toMillis();
      if (old && known.get(held.key()) == null) {
        backfills.end(held.key());
      }
    }
  }
}
