package io.feedmesh.schemas.origin;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the bytes of all bodies under way, so that a thousand senders that each send as much as
 * one may cannot take the whole heap. When it is used up, only small bodies may still grow. Safe
 * for use by several threads.
 */
public final class BodyMemory {
  /** Feeds are seldom larger: a body up to this size is never given up for want of memory. */
  public static final int SMALL = 256 * 1024;

  private final long bound;
  private final AtomicLong used = new AtomicLong();

  /** Counts against this many bytes. */
  public BodyMemory(long bound) {
    this.bound = bound;
  }

  /** Whether a body that had so many bytes may take so many more; if so, they are counted. */
  public boolean take(long had, int more) {
    if (used.addAndGet(more) > bound && had + more > SMALL) {
      used.addAndGet(-more);
      return false;
    }
    return true;
  }

  /** That many bytes are free again. */
  public void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  /** Bytes counted now. */
  public long used() {
    return used.get();
  }
}
