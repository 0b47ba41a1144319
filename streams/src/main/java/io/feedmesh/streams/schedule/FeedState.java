package io.feedmesh.streams.schedule;

import io.feedmesh.streams.topology.BinarySerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * All that the schedule knows of one feed. Immutable.
 *
 * @param followedUntil end of the longest lease on it, epoch milliseconds; 0 if nobody wants it
 * @param demand how many subscribers or readers it had when it was last requested
 * @param told what was last said of its condition
 * @param alias whether it is another address of a feed, which is followed for it
 * @param audience how many read it
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
    boolean alias,
    Audience audience) {
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
          false,
          Audience.NONE);

  static final BinarySerde<FeedState> SERDE =
      new BinarySerde<>("a feed", 3, FeedState::write, FeedState::read);

  boolean followed(long now) {
    return followedUntil > now;
  }

  FeedState with(Flight next) {
    return new FeedState(
        followedUntil, demand, next, validators, rhythm, hints, move, push, told, alias, audience);
  }

  FeedState with(Validators next) {
    return new FeedState(
        followedUntil, demand, flight, next, rhythm, hints, move, push, told, alias, audience);
  }

  FeedState with(Rhythm next) {
    return new FeedState(
        followedUntil, demand, flight, validators, next, hints, move, push, told, alias, audience);
  }

  FeedState with(FeedHints next) {
    return new FeedState(
        followedUntil, demand, flight, validators, rhythm, next, move, push, told, alias, audience);
  }

  FeedState with(Move next) {
    return new FeedState(
        followedUntil,
        demand,
        flight,
        validators,
        rhythm,
        hints,
        next,
        push,
        told,
        alias,
        audience);
  }

  FeedState with(Push next) {
    return new FeedState(
        followedUntil,
        demand,
        flight,
        validators,
        rhythm,
        hints,
        move,
        next,
        told,
        alias,
        audience);
  }

  FeedState with(Audience next) {
    return new FeedState(
        followedUntil, demand, flight, validators, rhythm, hints, move, push, told, alias, next);
  }

  FeedState followedUntil(long moment) {
    return new FeedState(
        moment, demand, flight, validators, rhythm, hints, move, push, told, alias, audience);
  }

  FeedState told(String gist) {
    return new FeedState(
        followedUntil,
        demand,
        flight,
        validators,
        rhythm,
        hints,
        move,
        push,
        gist,
        alias,
        audience);
  }

  FeedState alias(boolean ofAnother) {
    return new FeedState(
        followedUntil,
        demand,
        flight,
        validators,
        rhythm,
        hints,
        move,
        push,
        told,
        ofAnother,
        audience);
  }

  FeedState wantedBy(long subscribers) {
    return new FeedState(
        followedUntil,
        subscribers,
        flight,
        validators,
        rhythm,
        hints,
        move,
        push,
        told,
        alias,
        audience);
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
    state.audience.write(out);
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
        version >= 2 && in.readBoolean(),
        version >= 3 ? Audience.read(in) : Audience.NONE);
  }
}
