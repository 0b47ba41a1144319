package io.feedmesh.streams.schedule;

import io.feedmesh.schemas.record.PushProtocol;
import io.feedmesh.schemas.record.PushRequest;
import io.feedmesh.schemas.record.PushResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who is asked to tell of a feed's changes, and when again. It is looked after whenever the feed is
 * heard of: the poll of a feed comes before its lease ends. Pure; safe for use by several threads.
 */
final class PushRule {
  /** A hub or cloud that did not grant a lease is asked again after this, then twice this, ... */
  static final Duration FIRST_RETRY = Duration.ofHours(1);

  /** ... but at least that often: hubs come back. */
  static final Duration LAST_RETRY = Duration.ofDays(7);

  /** Of a hub that names none, which it must (W3C WebSub, section 5.3). */
  static final Duration UNKNOWN_LEASE = Duration.ofDays(1);

  private static final Duration LONGEST_LEASE = Duration.ofDays(90);
  private static final int MAX_DOUBLINGS = 20;

  private PushRule() {}

  /** Whether its hub or cloud is to be asked now. */
  static boolean asks(FeedState state, long now) {
    PushTarget target = state.hints().push();
    Push push = state.push();
    if (target == null || !state.followed(now)) {
      return false;
    }
    if (!target.equals(push.at())) {
      return push.askedAt() == 0 || now >= push.askedAt() + FIRST_RETRY.toMillis();
    }
    return now >= push.renewAt() && now >= push.askedAt() + patience(push.attempts());
  }

  private static long patience(int attempts) {
    if (attempts == 0) {
      return 0;
    }
    long wait = FIRST_RETRY.toMillis() << Math.min(attempts - 1, MAX_DOUBLINGS);
    return Math.min(wait, LAST_RETRY.toMillis());
  }

  /** How to ask it. */
  static PushRequest subscribe(String feedUrl, FeedState state, long now) {
    PushTarget target = state.hints().push();
    int attempt = target.equals(state.push().at()) ? state.push().attempts() : 0;
    return request(feedUrl, target, true, attempt, now);
  }

  /** What to say when nobody wants the feed any more: only WebSub has a word for it. */
  static Optional<PushRequest> unsubscribe(String feedUrl, FeedState state, long now) {
    PushTarget at = state.push().at();
    return state.push().live(now) && at.protocol() == PushProtocol.WEBSUB
        ? Optional.of(request(feedUrl, at, false, 0, now))
        : Optional.empty();
  }

  private static PushRequest request(
      String feedUrl, PushTarget target, boolean subscribe, int attempt, long now) {
    return new PushRequest(
        feedUrl,
        target.protocol(),
        target.endpoint(),
        target.topic(),
        subscribe,
        attempt,
        Instant.ofEpochMilli(now));
  }

  /** What becomes of it by that result; one about another topic or protocol is old. */
  static Push heard(Push push, PushResult result, long now) {
    PushTarget at = push.at();
    boolean ours =
        at != null && at.protocol() == result.getProtocol() && at.topic().equals(result.getTopic());
    if (!ours) {
      return push;
    }
    return switch (result.getKind()) {
      case VERIFIED -> leased(push, result);
      case DENIED, UNSUBSCRIBED -> push.denied(now);
      case DELIVERED -> push.told();
      case ACCEPTED, FAILED, UNKNOWN -> push; // it is asked again in time
    };
  }

  private static Push leased(Push push, PushResult result) {
    long named = result.getLeaseSeconds();
    long seconds =
        named <= 0 ? UNKNOWN_LEASE.toSeconds() : Math.min(named, LONGEST_LEASE.toSeconds());
    long start = result.getAt().toEpochMilli();
    return push.leased(start + 1000 * seconds, start + 900 * seconds);
  }
}
