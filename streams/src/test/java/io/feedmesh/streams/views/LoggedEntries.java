package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.EntryChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/** The entries that a rig was sent, to be read again. */
final class LoggedEntries {
  /** For tests in which nobody asks for earlier entries. */
  static final EntryLog.Source NONE =
      partition -> {
        throw new AssertionError("nobody asked for earlier entries");
      };

  private record Written(long offset, String feedUrl, Optional<EntryChange> change, Instant at)
      implements EntryLog.Logged {}

  private final TreeMap<Long, Written> log = new TreeMap<>();
  private long end;

  /** One more at the end. */
  void add(String feedUrl, EntryChange change, Instant at) {
    log.put(end, new Written(end, feedUrl, Optional.of(change), at));
    end++;
  }

  /** The oldest are deleted, as by retention. */
  void deleteBefore(long offset) {
    log.headMap(offset).clear();
  }

  long end() {
    return end;
  }

  EntryLog open(int partition) {
    return new EntryLog() {
      @Override
      public long committed() {
        return end;
      }

      @Override
      public Optional<Long> firstSince(Instant moment) {
        return log.values().stream()
            .filter(each -> !each.at().isBefore(moment))
            .map(Written::offset)
            .findFirst();
      }

      @Override
      public Optional<Logged> next(long offset, Duration patience) {
        return Optional.ofNullable(log.ceilingEntry(offset)).map(java.util.Map.Entry::getValue);
      }

      @Override
      public void close() {}
    };
  }
}
