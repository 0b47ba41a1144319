package io.feedmesh.streams.schedule;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * How a feed has behaved so far. Times in milliseconds, moments since the epoch, 0 for never.
 *
 * @param interval pause between its polls as learned from them; 0 before the second good answer
 * @param failures failed fetches since the last good one
 * @param lastAnswer when it was last fetched well
 * @param lastChange when it was last seen changed
 * @param meanGap moving average of the pauses between its changes; 0 before the second change
 * @param goneSince when its origin first said that it is gone for good; 0 where it does not
 * @param heardAt when anything was last answered
 * @param notBefore what that answer asked for: it is fresh until then, or retry then
 */
record Rhythm(
    long interval,
    int failures,
    long lastAnswer,
    long lastChange,
    long meanGap,
    long goneSince,
    long heardAt,
    long notBefore) {
  static final Rhythm NONE = new Rhythm(0, 0, 0, 0, 0, 0, 0, 0);

  /** Whether its last fetch went well. */
  boolean healthy() {
    return lastAnswer > 0 && failures == 0 && goneSince == 0;
  }

  Rhythm good(long nextInterval, long change, long gap, long now, long freshUntil) {
    return new Rhythm(nextInterval, 0, now, change, gap, 0, now, freshUntil);
  }

  Rhythm failed(int times, long now, long retryAt) {
    return new Rhythm(interval, times, lastAnswer, lastChange, meanGap, goneSince, now, retryAt);
  }

  Rhythm gone(long now) {
    long since = goneSince == 0 ? now : goneSince;
    return new Rhythm(interval, 0, lastAnswer, lastChange, meanGap, since, now, 0);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(interval);
    out.writeInt(failures);
    out.writeLong(lastAnswer);
    out.writeLong(lastChange);
    out.writeLong(meanGap);
    out.writeLong(goneSince);
    out.writeLong(heardAt);
    out.writeLong(notBefore);
  }

  static Rhythm read(DataInputStream in) throws IOException {
    return new Rhythm(
        in.readLong(),
        in.readInt(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong());
  }
}
