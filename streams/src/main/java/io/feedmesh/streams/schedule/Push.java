package io.feedmesh.streams.schedule;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Whether somebody tells of a feed's changes, and how well. Moments in epoch milliseconds.
 *
 * @param at who was asked to tell; null where nobody was
 * @param liveUntil end of the lease there; 0 without one
 * @param renewAt when to ask for the next lease; 0 without one
 * @param missed changes that a poll found and were not told of, since the last that was
 * @param askedAt when it was last asked; 0 for never
 * @param attempts how often it was asked since it last granted a lease
 */
record Push(PushTarget at, long liveUntil, long renewAt, int missed, long askedAt, int attempts) {
  static final Push NONE = new Push(null, 0, 0, 0, 0, 0);

  /** Whether a lease runs. */
  boolean live(long now) {
    return liveUntil > now;
  }

  /** Whether polling can rest because changes will be told. */
  boolean reliable(long now) {
    return live(now) && missed == 0;
  }

  Push asked(PushTarget target, long now) {
    return target.equals(at)
        ? new Push(at, liveUntil, renewAt, missed, now, attempts + 1)
        : new Push(target, 0, 0, 0, now, 1);
  }

  Push leased(long until, long nextAt) {
    return new Push(at, until, nextAt, missed, askedAt, 0);
  }

  /** It will not tell any more. */
  Push denied(long now) {
    return new Push(at, 0, 0, missed, now, Math.max(1, attempts));
  }

  /** Nobody wants the feed any more; who comes back soon does not make us ask at once. */
  Push left() {
    return new Push(null, 0, 0, 0, askedAt, 0);
  }

  /** It told of a change. */
  Push told() {
    return new Push(at, liveUntil, renewAt, 0, askedAt, attempts);
  }

  /** A poll found a change that it had not told of. */
  Push missedOne(long now) {
    return live(now) ? new Push(at, liveUntil, renewAt, missed + 1, askedAt, attempts) : this;
  }

  void write(DataOutputStream out) throws IOException {
    PushTarget.write(at, out);
    out.writeLong(liveUntil);
    out.writeLong(renewAt);
    out.writeInt(missed);
    out.writeLong(askedAt);
    out.writeInt(attempts);
  }

  static Push read(DataInputStream in) throws IOException {
    return new Push(
        PushTarget.read(in),
        in.readLong(),
        in.readLong(),
        in.readInt(),
        in.readLong(),
        in.readInt());
  }
}
