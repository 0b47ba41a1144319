package io.feedmesh.streams.schedule;

import io.feedmesh.streams.topology.BinarySerde;

/**
 * How often a host has refused of late (429 and 503), which slows all requests to it. Moments in
 * epoch milliseconds. Immutable.
 *
 * @param notBefore when it may be asked again
 * @param times how often it refused, an hour without one taking back one
 * @param lastAt when it last refused
 */
record Refusals(long notBefore, int times, long lastAt) {
  static final Refusals NONE = new Refusals(0, 0, 0);

  static final BinarySerde<Refusals> SERDE =
      new BinarySerde<>(
          "a host's refusals",
          1,
          (refusals, out) -> {
            out.writeLong(refusals.notBefore);
            out.writeInt(refusals.times);
            out.writeLong(refusals.lastAt);
          },
          (version, in) -> new Refusals(in.readLong(), in.readInt(), in.readLong()));

  /** A gap is at most 64 times the usual one. */
  private static final int MOST = 6;

  private static final long HOUR = 3_600_000;

  /** It refused once more, until then. */
  Refusals again(long until, long now) {
    return new Refusals(Math.max(notBefore, until), Math.min(MOST, left(now) + 1), now);
  }

  /** The gap to keep: doubled for each refusal that is not forgotten. */
  long slowed(long gap, long now) {
    return gap << left(now);
  }

  /** From when on nothing of it matters any more. */
  long overFrom() {
    return Math.max(notBefore, times == 0 ? 0 : lastAt + HOUR * times);
  }

  /** Whether nothing of it matters any more. */
  boolean over(long now) {
    return overFrom() <= now;
  }

  private int left(long now) {
    return (int) Math.max(0, times - Math.max(0, now - lastAt) / HOUR);
  }
}
