package io.feedmesh.schemas.http;

/**
 * How much of what waits for a client is taken, in windows of time that begin when something has to
 * wait. Safe for several threads.
 */
final class Taking {
  private volatile boolean waiting;
  private long since;
  private long taken;

  /** All was taken at once, as most is. */
  void all() {
    if (waiting) {
      waiting = false;
    }
  }

  /** So many bytes were taken, and others were not. */
  synchronized void some(long bytes, long now) {
    if (waiting) {
      taken += bytes;
    } else {
      waiting = true;
      since = now;
      taken = 0; // what fits into the system's buffers tells nothing about the client
    }
  }

  /** Whether too little was taken in a window that has ended. */
  synchronized boolean tooSlow(long now, AnswerPace pace) {
    if (!waiting || now - since <= pace.window().toNanos()) {
      return false;
    }
    boolean tooLittle = taken < pace.least();
    since = now;
    taken = 0;
    return tooLittle;
  }
}
