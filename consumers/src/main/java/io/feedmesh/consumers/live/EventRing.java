package io.feedmesh.consumers.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The latest events of the view, for any number of clients: each has only a position (the offset it
 * wants next), so one that waits costs nothing, and history and what is live come in one order,
 * without gap or repeat. Knows from which offset on it is complete, which is not the same as its
 * first event: a partition holds other subscribers' records and transaction markers too.
 *
 * <p>Bounded by count and by bytes. Safe for use by several threads.
 */
final class EventRing {
  private static final int MEAN_BYTES = 8 * 1024;

  private final LiveEvent[] events;
  private final long mostBytes;
  private long bytes;
  private long added;
  private long removed;
  private long completeFrom;
  private long end;

  EventRing(int capacity) {
    events = new LiveEvent[capacity];
    mostBytes = (long) capacity * MEAN_BYTES;
  }

  /**
   * What a client gets next.
   *
   * @param events those it wants, oldest first
   * @param next its position after them
   */
  record Batch(List<LiveEvent> events, long next) {}

  /** Forgets all; what comes is complete from this offset on. */
  synchronized void startAt(long offset) {
    while (removed < added) {
      removeOldest();
    }
    completeFrom = offset;
    end = offset;
  }

  /** Adds the next event. */
  synchronized void add(LiveEvent event) {
    if (added - removed == events.length) {
      removeOldest();
    }
    events[slot(added++)] = event;
    bytes += event.size();
    end = event.offset() + 1;
    while (bytes > mostBytes && removed < added) {
      removeOldest();
    }
  }

  /** Everything before this offset has been added. */
  synchronized void readUpTo(long offset) {
    end = Math.max(end, offset);
  }

  /** The offset from which on nothing is missing. */
  synchronized long completeFrom() {
    return completeFrom;
  }

  /** The offset that comes next. */
  synchronized long end() {
    return end;
  }

  /**
   * Events from a position on; empty if some of them are not here any more.
   *
   * @param mostBytes stop after the event that reaches this many
   */
  synchronized Optional<Batch> from(
      long position, FeedFilter filter, int mostEvents, int mostBytes) {
    if (position < completeFrom) {
      return Optional.empty();
    }
    List<LiveEvent> batch = new ArrayList<>();
    int size = 0;
    for (long i = firstAt(position); i < added; i++) {
      LiveEvent event = events[slot(i)];
      if (!filter.wants(event)) {
        continue;
      }
      batch.add(event);
      size += event.size();
      if (batch.size() >= mostEvents || size >= mostBytes) {
        return Optional.of(new Batch(batch, event.offset() + 1));
      }
    }
    return Optional.of(new Batch(batch, Math.max(end, position)));
  }

  /** The position from which on there are that many wanted events, or fewer if there are fewer. */
  synchronized long positionOfLast(int count, FeedFilter filter) {
    long position = end;
    int found = 0;
    for (long i = added - 1; i >= removed && found < count; i--) {
      LiveEvent event = events[slot(i)];
      if (filter.wants(event)) {
        position = event.offset();
        found++;
      }
    }
    return position;
  }

  private long firstAt(long position) {
    long low = removed;
    long high = added;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (events[slot(middle)].offset() < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void removeOldest() {
    LiveEvent oldest = events[slot(removed)];
    events[slot(removed++)] = null;
    bytes -= oldest.size();
    completeFrom = oldest.offset() + 1;
  }

  private int slot(long index) {
    return (int) (index % events.length);
  }
}
