package io.feedmesh.consumers.subscribe;

/**
 * How much a feed is asked for, as one time: that of the last request if there was one; later by
 * {@value #HALF_LIFE} milliseconds for each doubling of the requests, of which each counts half
 * after that time. Comparing two feeds needs no sweep over all. What two threads do at the same
 * moment may count once.
 */
final class Warmth {
  private static final long HALF_LIFE = 6 * 3600_000L;
  private static final long MOMENT = 1000;

  private volatile long askedAt;
  private volatile long countedAt;
  private volatile double count;

  void asked(long now) {
    double before = count;
    if (now - countedAt >= MOMENT) { // else it has not faded
      before *= Math.pow(2, (double) (countedAt - now) / HALF_LIFE);
      countedAt = now;
    }
    count = before + 1;
    askedAt = now;
  }

  /** Milliseconds since 1970. */
  long askedAt() {
    return askedAt;
  }

  /** Milliseconds since 1970, never before {@link #askedAt}. */
  long value() {
    double doublings = Math.log(Math.max(1, count)) / Math.log(2);
    return askedAt + (long) (doublings * HALF_LIFE);
  }
}
