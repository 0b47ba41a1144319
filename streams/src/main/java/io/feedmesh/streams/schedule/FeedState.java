package io.feedmesh.streams.schedule;

import io.feedmesh.streams.topology.BinarySerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * All that the schedule knows of one feed. Immutable.
 *
 * @param followedUntil end of the longest lease on it, epoch milliseconds; 0 if nobody wants it
 */
record FeedState(
    long followedUntil, Flight flight, Validators validators, Rhythm rhythm, FeedHints hints) {
  static final FeedState NEW =
      new FeedState(0, Flight.NONE, Validators.NONE, Rhythm.NONE, FeedHints.NONE);

  static final BinarySerde<FeedState> SERDE =
      new BinarySerde<>("a feed", 1, FeedState::write, (version, in) -> read(in));

  boolean followed(long now) {
    return followedUntil > now;
  }

  FeedState with(Flight next) {
    return new FeedState(followedUntil, next, validators, rhythm, hints);
  }

  FeedState with(Validators next) {
    return new FeedState(followedUntil, flight, next, rhythm, hints);
  }

  FeedState with(Rhythm next) {
    return new FeedState(followedUntil, flight, validators, next, hints);
  }

  FeedState with(FeedHints next) {
    return new FeedState(followedUntil, flight, validators, rhythm, next);
  }

  FeedState followedUntil(long moment) {
    return new FeedState(moment, flight, validators, rhythm, hints);
  }

  private static void write(FeedState state, DataOutputStream out) throws IOException {
    out.writeLong(state.followedUntil);
    state.flight.write(out);
    state.validators.write(out);
    state.rhythm.write(out);
    FeedHints.write(state.hints, out);
  }

  private static FeedState read(DataInputStream in) throws IOException {
    return new FeedState(
        in.readLong(), Flight.read(in), Validators.read(in), Rhythm.read(in), FeedHints.read(in));
  }
}
