package io.feedmesh.streams.schedule;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Whether somebody tells of a feed's changes, and how well. Moments in epoch milliseconds.
 *
 * @param liveUntil end of the lease at its hub; 0 without one
 * @param missed changes that a poll found and the hub had not told of, since it last told of one
 */
record Push(long liveUntil, int missed) {
  static final Push NONE = new Push(0, 0);

  /** Whether polling can rest because changes will be told. */
  boolean reliable(long now) {
    return liveUntil > now && missed == 0;
  }

  Push leased(long until) {
    return new Push(until, 0);
  }

  /** It told of a change. */
  Push told() {
    return new Push(liveUntil, 0);
  }

  /** A poll found a change that it had not told of. */
  Push missedOne() {
    return liveUntil == 0 ? this : new Push(liveUntil, missed + 1);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(liveUntil);
    out.writeInt(missed);
  }

  static Push read(DataInputStream in) throws IOException {
    return new Push(in.readLong(), in.readInt());
  }
}
