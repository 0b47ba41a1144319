package io.feedmesh.streams.schedule;

import io.feedmesh.streams.topology.BinarySerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * All that the schedule knows of one feed. Immutable.
 *
 * @param followedUntil end of the longest lease on it, epoch milliseconds; 0 if nobody wants it
 * @param demand how many subscribers it had when it was last requested
 * @param told what was last said of its condition
 * @param alias whether it is another address of a feed, which is followed for it
 */
record FeedState(
    long followedUntil,
    long demand,
    Flight flight,
    Validators validators,
    Rhythm rhythm,
    FeedHints hints,
    Move move,
    Push push,
    String told,
    boolean alias) {
  static final FeedState NEW =
      new FeedState(
          0,
          0,
          Flight.NONE,
          Validators.NONE,
          Rhythm.NONE,
          FeedHints.NONE,
          Move.NONE,
          Push.NONE,
          "",
          false);

  static final BinarySerde<FeedState> SERDE =
      new BinarySerde<>("a feed", 2, FeedState::write, FeedState::read);

  boolean followed(long now) {
    return followedUntil > now;
  }

  FeedState with(Flight next) {
    return new FeedState(
        followedUntil, demand, next, validators, rhythm, hints, move, push, told, alias);
  }

  FeedState with(Validators next) {
    return new FeedState(
        followedUntil, demand, flight, next, rhythm, hints, move, push, told, alias);
  }

  FeedState with(Rhythm next) {
    return new FeedState(
        followedUntil, demand, flight, validators, next, hints, move, push, told, alias);
  }

  FeedState with(FeedHints next) {
    return new FeedState(
        followedUntil, demand, flight, validators, rhythm, next, move, push, told, alias);
  }

  FeedState with(Move next) {
    return new FeedState(
        followedUntil, demand, flight, validators, rhythm, hints, next, push, told, alias);
  }

  FeedState with(Push next) {
    return new FeedState(
        followedUntil, demand, flight, validators, rhythm, hints, move, next, told, alias);
  }

  FeedState followedUntil(long moment) {
    return new FeedState(
        moment, demand, flight, validators, rhythm, hints, move, push, told, alias);
  }

  FeedState told(String gist) {
    return new FeedState(
        followedUntil, demand, flight, validators, rhythm, hints, move, push, gist, alias);
  }

  FeedState alias(boolean ofAnother) {
    return new FeedState(
        followedUntil, demand, flight, validators, rhythm, hints, move, push, told, ofAnother);
  }

  FeedState wantedBy(long subscribers) {
    return new FeedState(
        followedUntil, subscribers, flight, validators, rhythm, hints, move, push, told, alias);
  }

  private static void write(FeedState state, DataOutputStream out) throws IOException {
    out.writeLong(state.followedUntil);
    out.writeLong(state.demand);
    state.flight.write(out);
    state.validators.write(out);
    state.rhythm.write(out);
    FeedHints.write(state.hints, out);
    state.move.write(out);
    state.push.write(out);
    BinarySerde.writeText(out, state.told);
    out.writeBoolean(state.alias);
  }

  private static FeedState read(int version, DataInputStream in) throws IOException {
    return new FeedState(
        in.readLong(),
        in.readLong(),
        Flight.read(in),
        Validators.read(in),
        Rhythm.read(in),
        FeedHints.read(in),
        Move.read(in),
        Push.read(in),
        BinarySerde.readText(in),
        version >= 2 && in.readBoolean());
  }
}
