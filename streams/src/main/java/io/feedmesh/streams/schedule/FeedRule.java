package io.feedmesh.streams.schedule;

import io.feedmesh.schemas.record.ContentHash;
import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchReason;
import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.schemas.record.PushResult;
import io.feedmesh.schemas.record.PushResultKind;

/**
 * What becomes of a feed when something is heard of it: at most one request is in flight for it,
 * and everything that asks for one more meanwhile adds up to a single one afterwards. Pure; safe
 * for use by several threads.
 */
final class FeedRule {
  private static final long AT_ONCE = 0;

  private final RefreshPolicy refresh;
  private final long deadline;
  private final long believeMoves;

  FeedRule(ScheduleConfig config) {
    this.refresh = new RefreshPolicy(config);
    this.deadline = config.requestDeadline().toMillis();
    this.believeMoves = config.believeMoves().toMillis();
  }

  /** What to do about a feed whose moment has come. */
  sealed interface Turn {
    /** Ask for it; the state names the request. */
    record Request(FeedState state, FetchReason reason) implements Turn {}

    /** Nobody wants it any more. */
    record Lapse(FeedState state) implements Turn {}

    /** Its moment is another. */
    record Later(long at) implements Turn {}
  }

  /**
   * Somebody wants it.
   *
   * @param leaseUntil how long
   * @param first whether this subscriber did not want it a moment ago
   */
  FeedState subscribed(FeedState state, long leaseUntil, boolean first, long now) {
    FeedState followed = state.followedUntil(Math.max(state.followedUntil(), leaseUntil));
    boolean known = state.rhythm().healthy();
    boolean waiting = state.followed(now) && state.flight().due() <= now;
    if (!first || known || waiting || inFlight(state, now)) {
      return followed;
    }
    return followed.with(followed.flight().dueAt(now, FetchReason.SUBSCRIBED));
  }

  /** Somebody says that it changed. */
  FeedState pinged(FeedState state, long now) {
    Flight flight = state.flight();
    return state.with(
        inFlight(state, now) ? flight.onceMore() : flight.dueAt(AT_ONCE, FetchReason.PINGED));
  }

  /**
   * It was answered. An answer to a request that is no longer in flight leaves only its validators.
   */
  FeedState answered(FeedState state, FetchResult result, long now) {
    String feedUrl = result.getFeedUrl();
    FeedState learned = state.with(state.validators().after(result));
    if (!answersFlight(state, result)) {
      return learned;
    }
    Rhythm rhythm = refresh.after(feedUrl, state, result, now);
    FeedState next =
        learned
            .with(rhythm)
            .with(state.move().after(feedUrl, result, rhythm.failures(), believeMoves, now))
            .with(missed(state, result) ? state.push().missedOne(now) : state.push());
    Flight landed = state.flight().landed();
    return next.with(
        state.flight().again()
            ? landed.dueAt(AT_ONCE, FetchReason.PINGED)
            : landed.dueAt(refresh.due(feedUrl, next), FetchReason.DUE));
  }

  /** A change that nobody told of: a poll found it. */
  private static boolean missed(FeedState state, FetchResult result) {
    ContentHash hash = result.getContentHash();
    return result.getOutcome() == FetchOutcome.CHANGED
        && state.flight().reason() == FetchReason.DUE
        && !(hash != null && hash.equals(state.validators().hash()));
  }

  /** Somebody was asked to tell of its changes, and this came of it. */
  FeedState pushed(FeedState state, PushResult result, long now) {
    FeedState heard = state.with(PushRule.heard(state.push(), result, now));
    if (result.getKind() != PushResultKind.DELIVERED) {
      return dueAnew(result.getFeedUrl(), heard);
    }
    FeedState delivered =
        heard
            .with(refresh.delivered(result.getFeedUrl(), heard, result, now))
            .with(heard.validators().delivered(result.getContentHash()));
    return dueAnew(result.getFeedUrl(), delivered);
  }

  /** Its document says something else of itself. Its next poll is set anew if nothing presses. */
  FeedState hinted(String feedUrl, FeedState state, FeedHints hints) {
    return dueAnew(feedUrl, state.with(hints));
  }

  /** It is another address of a feed that is followed for it, or is so no more. */
  FeedState aliased(String feedUrl, FeedState state, boolean alias) {
    return state.alias() == alias ? state : dueAnew(feedUrl, state.alias(alias));
  }

  private FeedState dueAnew(String feedUrl, FeedState state) {
    boolean polledLater =
        state.rhythm().heardAt() > 0
            && !state.flight().inFlight()
            && state.flight().reason() == FetchReason.DUE;
    return polledLater
        ? state.with(state.flight().dueAt(refresh.due(feedUrl, state), FetchReason.DUE))
        : state;
  }

  /** Whether that answer is to the request in flight. */
  static boolean answersFlight(FeedState state, FetchResult result) {
    return state.flight().inFlight()
        && state.flight().requestedAt() == result.getRequestedAt().toEpochMilli();
  }

  /** Its moment, as far as anybody knew, has come. */
  Turn turn(FeedState state, long now) {
    if (!state.followed(now)) {
      return new Turn.Lapse(state.followedUntil(0));
    }
    if (state.flight().next() > now) {
      return new Turn.Later(state.flight().next());
    }
    FetchReason reason = state.flight().inFlight() ? FetchReason.RETRY : state.flight().reason();
    long requestedAt = Math.max(now, state.flight().requestedAt() + 1);
    return new Turn.Request(
        state.with(state.flight().requested(requestedAt, requestedAt + deadline)), reason);
  }

  private static boolean inFlight(FeedState state, long now) {
    return state.flight().deadline() > now;
  }
}
