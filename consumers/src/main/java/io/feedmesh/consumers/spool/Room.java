package io.feedmesh.consumers.spool;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much more a spool may write: it has a limit, and some of the disk stays free, for whatever
 * else is on it and for what the spool must write to go on. The disk is asked once a second, or
 * when a good part of the rest has been written. Safe for use by several threads.
 */
final class Room {
  private static final Logger LOG = LoggerFactory.getLogger(Room.class);
  private static final long GOOD_FOR = TimeUnit.SECONDS.toNanos(1);

  private final SpoolFiles files;
  private final long floor;
  private final LongSupplier used;
  private final long most;
  private final Object making = new Object();
  private volatile ToLongFunction<SpooledFeed> warmth = feed -> 0;
  private long free;
  private long written;
  private long lookedAt;
  private volatile boolean full;

  /**
   * For a spool.
   *
   * @param floor bytes of the disk that stay free; 0 for none
   * @param used bytes of its files now
   * @param most bytes of its files that there may be
   */
  Room(SpoolFiles files, long floor, LongSupplier used, long most) throws IOException {
    this.files = files;
    this.floor = floor;
    this.used = used;
    this.most = most;
    look();
  }

  /** How warm a feed is; the coldest are those with the least. */
  void warmth(ToLongFunction<SpooledFeed> function) {
    warmth = function;
  }

  /** Whether so many bytes more may be written. */
  synchronized boolean has(long bytes) throws IOException {
    if (used.getAsLong() + bytes > most) {
      return false;
    }
    if (floor == 0) {
      return true;
    }
    if (written + bytes > floor / 16 || System.nanoTime() - lookedAt > GOOD_FOR) {
      look();
    }
    return free - written >= floor + bytes;
  }

  /** So many were written. */
  synchronized void wrote(long bytes) {
    written += bytes;
  }

  /** Bytes to be freed for so many more, and for some time to come; none if there is room. */
  synchronized long lacks(long bytes) throws IOException {
    look();
    long over = used.getAsLong() + bytes - most;
    long lacking = floor == 0 ? 0 : floor + bytes - free;
    return Math.max(over > 0 ? over + most / 64 : 0, lacking > 0 ? lacking + floor / 8 : 0);
  }

  /** Bytes that were free on the disk when it was asked last. */
  synchronized long free() {
    return free;
  }

  /** Those whose bodies go first: the least warm, then those here longest. */
  List<SpooledFeed> coldest(Collection<SpooledFeed> warm) {
    record Candidate(SpooledFeed feed, long warmth) {}
    Candidate[] candidates = // which may be asked for while they are sorted
        warm.stream()
            .map(feed -> new Candidate(feed, warmth.applyAsLong(feed)))
            .toArray(Candidate[]::new);
    Arrays.sort(
        candidates,
        Comparator.comparingLong(Candidate::warmth)
            .thenComparingLong(candidate -> candidate.feed().spooledAt()));
    return Arrays.stream(candidates).map(Candidate::feed).toList();
  }

  /** Whether there is no room though all was dropped that could be. */
  void full(boolean is) {
    if (is && !full) { // once for each time
      LOG.warn(
          "there is no room for bodies: {} bytes of the disk are free, and {} are to stay free;"
              + " feeds are known, and their documents proxied",
          free(),
          floor);
    }
    full = is;
  }

  /** 1 if there was no room when it was last looked for. */
  int full() {
    return full ? 1 : 0;
  }

  /** Held by the one thread that makes room. */
  Object making() {
    return making;
  }

  /** Asks the disk. */
  synchronized void look() throws IOException {
    free = files.free();
    written = 0;
    lookedAt = System.nanoTime();
  }
}
