package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.EntryChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One partition of the entries, to be read again by the task that reads it. For one thread. */
public interface EntryLog extends AutoCloseable {
  /** Opens the log of a partition; cheap until something is asked of it. */
  @FunctionalInterface
  interface Source {
    /** That of one partition. */
    EntryLog open(int partition);
  }

  /** An entry change as it is in the log. */
  interface Logged {
    /** Its place. */
    long offset();

    /** The feed; null in a bad record. */
    String feedUrl();

    /** What it says; empty in a bad record. */
    Optional<EntryChange> change();
  }

  /** How far the app had come by its last commit: the first offset that it has not read. */
  long committed();

  /** Offset of the first one written at or after that moment; empty if there is none. */
  Optional<Long> firstSince(Instant moment);

  /**
   * The first one at or after an offset, which may be asked for again. Offsets that go up are
   * cheap.
   *
   * @return empty if it did not come within the patience, or there is none yet
   */
  Optional<Logged> next(long offset, Duration patience);

  @Override
  void close();
}
