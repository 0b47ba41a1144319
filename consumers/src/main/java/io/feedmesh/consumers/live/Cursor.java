package io.feedmesh.consumers.live;

import java.util.List;
import java.util.Optional;

/**
 * Where one client is in the view. What is in memory comes from the ring; what is older is read
 * back from Kafka first, and live events wait in the ring meanwhile: one position for both, so
 * there is no seam. Used by one thread at a time.
 */
final class Cursor {
  /** Offsets, in multiples of the capacity, that a client may be behind and get all. */
  private static final int FURTHEST = 10;

  private final LiveChanges live;
  private final ViewLog log;
  private final FeedFilter filter;
  private final Runnable whenRead;
  private long position;
  private volatile History.Piece piece;
  private volatile boolean failed;
  private boolean reading;
  private String lost;

  /** Runs the task, in any thread, when history has been read that {@link #next} waits for. */
  Cursor(LiveChanges live, ViewLog log, FeedFilter filter, Runnable whenRead) {
    this.live = live;
    this.log = log;
    this.filter = filter;
    this.whenRead = whenRead;
    this.position = live.ring().end();
  }

  /** What comes next. */
  sealed interface Step {
    /** These events. */
    record Events(List<LiveEvent> events) implements Step {}

    /** Events were missed for good, for this reason; others follow. */
    record Lost(String reason) implements Step {}

    /** Nothing now; somebody calls again when there is something. */
    record Nothing() implements Step {}
  }

  /** Starts with the last events in memory, that many at most. */
  void startWithLast(int count) {
    position = live.ring().positionOfLast(count, filter);
  }

  /** Starts after the event that the client saw last. */
  void startAfter(String lastEventId) {
    Optional<EventId> id = EventId.parse(lastEventId);
    boolean known =
        id.isPresent()
            && id.get().log().equals(log.name())
            && id.get().offset() < live.ring().end();
    if (known) {
      position = id.get().offset() + 1;
    } else {
      lose("the last event id is not of this stream");
    }
  }

  /** What to send as the client's last event id: all before it was given. */
  EventId id() {
    return new EventId(log.name(), position - 1);
  }

  /** Whether history is being read back. */
  boolean reading() {
    return reading;
  }

  /** Whether the stream has become another one. */
  boolean outlived() {
    return !live.log().filter(log::equals).isPresent();
  }

  Step next(int mostEvents, int mostBytes) {
    if (piece != null) {
      return take(piece);
    }
    if (failed) {
      failed = false;
      reading = false;
      lose("events before this could not be read back");
    }
    if (lost != null) {
      String reason = lost;
      lost = null;
      return new Step.Lost(reason);
    }
    Optional<EventRing.Batch> batch = live.ring().from(position, filter, mostEvents, mostBytes);
    if (batch.isEmpty()) {
      return readBack();
    }
    position = batch.get().next();
    if (batch.get().events().isEmpty()) {
      return new Step.Nothing();
    }
    return new Step.Events(batch.get().events());
  }

  private Step take(History.Piece read) {
    if (position < read.from()) {
      position = read.from();
      return lostEvents("events before this are kept no longer");
    }
    piece = null;
    reading = false;
    position = read.next();
    return new Step.Events(read.events());
  }

  private Step readBack() {
    if (reading) {
      return new Step.Nothing();
    }
    long to = live.ring().completeFrom();
    if (to - position > (long) FURTHEST * live.config().capacity()) {
      lose("too many events have passed since the last event id");
      return next(Integer.MAX_VALUE, 1);
    }
    reading = true;
    var unused =
        live.history()
            .read(log, position, to, filter)
            .whenComplete(
                (read, failure) -> {
                  piece = read;
                  failed = failure != null;
                  whenRead.run();
                });
    return new Step.Nothing();
  }

  private Step lostEvents(String reason) {
    live.meters().lost().increment();
    return new Step.Lost(reason);
  }

  private void lose(String reason) {
    live.meters().lost().increment();
    lost = reason;
    position = live.ring().completeFrom();
  }
}
