package io.feedmesh.consumers.follow;

import java.time.Duration;
import java.util.Optional;

/** Where to read the views from. Pure. */
final class ResumeRule {
  /**
   * Kafka forgets tombstones of compacted topics after a day ({@code delete.retention.ms}): who was
   * away for longer may have missed one.
   */
  static final Duration TOMBSTONES_LAST = Duration.ofHours(23);

  private ResumeRule() {}

  /** Where. */
  sealed interface Decision {
    /** On from this offset. */
    record Resume(long offset) implements Decision {}

    /** Everything from the beginning; what is not there is to be removed. */
    record Rebuild(String reason) implements Decision {}
  }

  /**
   * Decides.
   *
   * @param kept the position kept beside the spool
   * @param log the log to be read now: its offset is the first one that it still has
   * @param end the log's next offset
   * @param lossy whether files of the spool were lost
   */
  static Decision decide(Optional<Position> kept, Position log, long end, boolean lossy, long now) {
    if (lossy) {
      return new Decision.Rebuild("files of the spool are missing or were broken");
    }
    if (kept.isEmpty()) {
      return new Decision.Rebuild("no position is kept");
    }
    Position position = kept.get();
    if (!position.sameLog(log)) {
      return new Decision.Rebuild("the position kept is of another cluster or topic");
    }
    if (position.offset() < log.offset() || position.offset() > end) {
      return new Decision.Rebuild("the position kept is out of the topic's range");
    }
    if (now - position.writtenAt() > TOMBSTONES_LAST.toMillis()) {
      return new Decision.Rebuild("the position kept is too old to have seen each removal");
    }
    return new Decision.Resume(position.offset());
  }
}
