package io.feedmesh.streams.schedule;

import io.feedmesh.streams.topology.BinarySerde;

/**
 * How a host wishes to be asked: refusals (429 and 503) slow all requests to it, and so does a
 * Crawl-delay in its robots.txt. Moments in epoch milliseconds. Immutable.
 *
 * @param notBefore when it may be asked again
 * @param times how often it refused, an hour without one taking back one
 * @param lastAt when it last refused
 * @param crawlDelay the pause between requests that it asks for, in milliseconds; 0 for none
 * @param crawlDelayAt when it last did so
 */
record HostWish(long notBefore, int times, long lastAt, long crawlDelay, long crawlDelayAt) {
  static final HostWish NONE = new HostWish(0, 0, 0, 0, 0);

  static final BinarySerde<HostWish> SERDE =
      new BinarySerde<>(
          "a host's wish",
          2,
          (wish, out) -> {
            out.writeLong(wish.notBefore);
            out.writeInt(wish.times);
            out.writeLong(wish.lastAt);
            out.writeLong(wish.crawlDelay);
            out.writeLong(wish.crawlDelayAt);
          },
          (version, in) ->
              new HostWish(
                  in.readLong(),
                  in.readInt(),
                  in.readLong(),
                  version < 2 ? 0 : in.readLong(),
                  version < 2 ? 0 : in.readLong()));

  /** A gap is at most 64 times the usual one. */
  private static final int MOST = 6;

  private static final long HOUR = 3_600_000;

  /** Longer ones would only keep its feeds from being read. */
  private static final long LONGEST_CRAWL_DELAY = HOUR / 4;

  /** As long as a robots.txt may be kept (RFC 9309, section 2.4). */
  private static final long CRAWL_DELAY_KEPT = 24 * HOUR;

  /** It refused once more, until then. */
  HostWish again(long until, long now) {
    return new HostWish(
        Math.max(notBefore, until), Math.min(MOST, left(now) + 1), now, crawlDelay, crawlDelayAt);
  }

  /**
   * Its robots.txt says so; the same is not heard again for a while, so that it need not be stored
   * with each answer.
   *
   * @param millis 0 where it says nothing
   */
  HostWish crawlDelay(long millis, long now) {
    long bounded = Math.min(Math.max(0, millis), LONGEST_CRAWL_DELAY);
    boolean fresh = now < crawlDelayAt + CRAWL_DELAY_KEPT / 2;
    return bounded == 0 || (bounded == crawlDelay && fresh)
        ? this
        : new HostWish(notBefore, times, lastAt, bounded, now);
  }

  /** The gap to keep where that is the usual one. */
  long gap(long usual, long now) {
    long asked = now < crawlDelayAt + CRAWL_DELAY_KEPT ? crawlDelay : 0;
    return Math.max(usual, asked) << left(now);
  }

  /** From when on nothing of it matters any more. */
  long overFrom() {
    long refusedUntil = times == 0 ? 0 : lastAt + HOUR * times;
    long delayedUntil = crawlDelay == 0 ? 0 : crawlDelayAt + CRAWL_DELAY_KEPT;
    return Math.max(notBefore, Math.max(refusedUntil, delayedUntil));
  }

  /** Whether nothing of it matters any more. */
  boolean over(long now) {
    return overFrom() <= now;
  }

  private int left(long now) {
    return (int) Math.max(0, times - Math.max(0, now - lastAt) / HOUR);
  }
}
