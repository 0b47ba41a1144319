package io.feedmesh.streams.schedule;

import io.feedmesh.schemas.record.FetchReason;
import io.feedmesh.streams.topology.BinarySerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A feed's last and next request. Moments in epoch milliseconds.
 *
 * @param due when it is to be requested next; 0 for before all others of its host
 * @param reason why, then
 * @param requestedAt when it was last requested, which names that request; 0 for never
 * @param deadline until when that request may be answered; 0 if nothing is in flight
 * @param again whether a ping came while it was in flight, so that one more fetch is to follow
 */
record Flight(long due, FetchReason reason, long requestedAt, long deadline, boolean again) {
  static final Flight NONE = new Flight(0, FetchReason.SUBSCRIBED, 0, 0, false);

  boolean inFlight() {
    return deadline > 0;
  }

  /** When something is to be done about it: when it is due, or void. */
  long next() {
    return inFlight() ? deadline : due;
  }

  Flight dueAt(long moment, FetchReason why) {
    return new Flight(moment, why, requestedAt, deadline, again);
  }

  Flight onceMore() {
    return new Flight(due, reason, requestedAt, deadline, true);
  }

  Flight requested(long at, long until) {
    return new Flight(due, reason, at, until, false);
  }

  Flight landed() {
    return new Flight(due, reason, requestedAt, 0, false);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(due);
    BinarySerde.writeText(out, reason.name());
    out.writeLong(requestedAt);
    out.writeLong(deadline);
    out.writeBoolean(again);
  }

  static Flight read(DataInputStream in) throws IOException {
    long due = in.readLong();
    FetchReason reason = FetchReason.valueOf(BinarySerde.readText(in));
    return new Flight(due, reason, in.readLong(), in.readLong(), in.readBoolean());
  }
}
