package io.feedmesh.schemas.http;

import io.feedmesh.schemas.config.Durations;
import java.time.Duration;

/**
 * How fast a client must take its answers. Immutable.
 *
 * <p>Counted is what the system takes for it while an answer waits: its buffers hide the reading of
 * small answers, and take what comes in large steps, so that windows of less than some seconds
 * would hit clients that are merely slow.
 *
 * @param window what a client takes is looked at over this time
 * @param bytesPerSecond least of it on average
 */
public record AnswerPace(Duration window, int bytesPerSecond) {
  /** 1 KiB a second, over 25 s; for the steps' sake it comes to 4 KB a second. */
  public static final AnswerPace DEFAULT = new AnswerPace(Duration.ofSeconds(25), 1 << 10);

  /** Checks. */
  public AnswerPace {
    if (window.compareTo(Duration.ofMillis(10)) < 0) {
      throw new IllegalArgumentException(
          "time for answers: expected at least 10 ms, found " + Durations.text(window));
    }
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException(
          "rate of answers: expected at least 1 byte/s, found " + bytesPerSecond);
    }
  }

  /** Least bytes to be taken in a window. */
  long least() {
    return Math.max(1, window.toMillis() * bytesPerSecond / 1_000);
  }

  /** Most time for a write of so many bytes, in nanoseconds. */
  long nanosFor(long bytes) {
    return window.toNanos() + bytes * 1_000_000_000L / bytesPerSecond;
  }
}
