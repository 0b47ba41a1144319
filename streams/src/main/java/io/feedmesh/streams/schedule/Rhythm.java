package io.feedmesh.streams.schedule;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * How a feed has behaved so far. Times in milliseconds, moments since the epoch.
 *
 * @param interval pause between its polls; 0 before the first answer
 * @param failures failed fetches since the last good one
 * @param lastAnswer when it was last fetched well; 0 for never
 * @param lastChange when it was last seen changed; 0 for never
 * @param meanGap moving average of the pauses between its changes; 0 before the second change
 * @param gone whether its origin said that it is gone for good
 */
record Rhythm(
    long interval, int failures, long lastAnswer, long lastChange, long meanGap, boolean gone) {
  static final Rhythm NONE = new Rhythm(0, 0, 0, 0, 0, false);

  /** Whether its last fetch went well. */
  boolean healthy() {
    return lastAnswer > 0 && failures == 0 && !gone;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(interval);
    out.writeInt(failures);
    out.writeLong(lastAnswer);
    out.writeLong(lastChange);
    out.writeLong(meanGap);
    out.writeBoolean(gone);
  }

  static Rhythm read(DataInputStream in) throws IOException {
    return new Rhythm(
        in.readLong(), in.readInt(), in.readLong(), in.readLong(), in.readLong(), in.readBoolean());
  }
}
