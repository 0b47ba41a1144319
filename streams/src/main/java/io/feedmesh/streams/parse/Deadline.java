package io.feedmesh.streams.parse;

import io.feedmesh.schemas.record.RejectReason;
import java.time.Duration;

/** When a parse has to be done. */
final class Deadline {
  private final long start = System.nanoTime();
  private final Duration time;

  Deadline(Duration time) {
    this.time = time;
  }

  /** Refuses the document when its time is over. */
  void check() {
    if (System.nanoTime() - start > time.toNanos()) {
      throw new RefusedException(
          RejectReason.TOO_SLOW, "parsing took longer than " + time.toMillis() + " ms");
    }
  }
}
