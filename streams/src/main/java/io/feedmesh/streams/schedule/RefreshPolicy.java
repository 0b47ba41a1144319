package io.feedmesh.streams.schedule;

import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.schemas.record.PushResult;
import java.util.Objects;

/**
 * When a feed is polled next, from all that is known of it. Pure; safe for use by several threads.
 *
 * <p>The pause after a good answer is the feed's own rhythm:
 *
 * <ul>
 *   <li>before anything was seen of it, what it says of itself: its update period, else half the
 *       pause between its entries' dates (or since the newest of them, if that is longer), else the
 *       default;
 *   <li>with each change seen it shrinks, at most by half at a time, towards half the mean pause
 *       between changes; with each poll that finds nothing it grows by a quarter (twofold where
 *       polls cannot be conditional), but not while the next change is still expected;
 *   <li>demand shortens it: a hundred subscribers halve it, ten thousand make it a third;
 *   <li>a hub that tells of changes makes it the longest pause, or what is left of its lease;
 *   <li>for another address of a feed that is followed for it, it is the longest, too: just to see
 *       whether it still is one.
 * </ul>
 *
 * <p>What the origin asks for is kept whatever the rhythm: its ttl (RSS 2.0), the time that its
 * answer stays fresh (RFC 9111, section 4.2), Retry-After (RFC 9110, section 10.2.3), the hours and
 * days that it skips (RSS 2.0), the base that its periods are counted from (RSS 1.0 syndication
 * module). Failures double the pause from the shortest to the longest, for ever. A feed that is
 * gone (RFC 9110, section 15.5.11) is asked once more after a while, then no more. Bounds are those
 * of the feed's host.
 */
final class RefreshPolicy {
  /** Of a feed that is not polled any more. */
  static final long NEVER = Long.MAX_VALUE;

  private static final int MAX_DOUBLINGS = 30;

  private final ScheduleConfig config;

  RefreshPolicy(ScheduleConfig config) {
    this.config = config;
  }

  /** The feed's rhythm with that answer in it, heard at that moment. */
  Rhythm after(String feedUrl, FeedState state, FetchResult result, long now) {
    Rhythm rhythm = state.rhythm();
    ScheduleConfig bounds = bounds(feedUrl);
    return switch (result.getOutcome()) {
      case CHANGED -> changed(state, bounds, now, fresh(result));
      case UNCHANGED -> unchanged(state, bounds, now, fresh(result));
      case MOVED ->
          result.getContentHash() == null
                  || result.getContentHash().equals(state.validators().hash())
              ? unchanged(state, bounds, now, fresh(result))
              : changed(state, bounds, now, fresh(result));
      case GONE -> rhythm.gone(now);
      case REFUSED, FAILED, UNKNOWN ->
          rhythm.failed(
              Math.min(rhythm.failures() + 1, MAX_DOUBLINGS),
              now,
              result.getRetryAt() == null ? 0 : result.getRetryAt().toEpochMilli());
    };
  }

  /** The feed's rhythm with that document in it, which its hub delivered. */
  Rhythm delivered(String feedUrl, FeedState state, PushResult result, long now) {
    return Objects.equals(result.getContentHash(), state.validators().hash())
        ? state.rhythm()
        : changed(state, bounds(feedUrl), now, 0);
  }

  /** When to poll next, epoch milliseconds; {@link #NEVER} for a feed that is gone for good. */
  long due(String feedUrl, FeedState state) {
    Rhythm rhythm = state.rhythm();
    if (goneForGood(state)) {
      return NEVER;
    }
    ScheduleConfig bounds = bounds(feedUrl);
    long max = bounds.maxInterval().toMillis();
    long pause = pause(state, bounds);
    long due = rhythm.heardAt() + Math.min(max, pause + jitter(feedUrl, rhythm.heardAt(), pause));
    long renewAt = state.push().renewAt();
    if (renewAt > rhythm.heardAt()) { // the lease of its hub is renewed with the poll
      due = Math.min(due, Math.max(renewAt, rhythm.heardAt() + bounds.minInterval().toMillis()));
    }
    due = Math.max(due, Math.min(rhythm.notBefore(), rhythm.heardAt() + max));
    return state.hints().quiet().next(rhythm.healthy() ? onBase(state.hints(), due, max) : due);
  }

  /** Whether its origin has said for long enough that it is gone. */
  boolean goneForGood(FeedState state) {
    Rhythm rhythm = state.rhythm();
    return rhythm.goneSince() > 0
        && rhythm.heardAt() - rhythm.goneSince() >= config.confirmGone().toMillis();
  }

  /** When a host that refused may be asked again, at the latest after the longest interval. */
  long hostNotBefore(String feedUrl, FetchResult result, long now) {
    ScheduleConfig bounds = bounds(feedUrl);
    long asked =
        result.getRetryAt() == null
            ? now + bounds.minInterval().toMillis()
            : result.getRetryAt().toEpochMilli();
    return Math.min(Math.max(asked, now), now + bounds.maxInterval().toMillis());
  }

  /** Whether the answer is the host's wish to be left alone. */
  static boolean refused(FetchResult result) {
    return result.getOutcome() == FetchOutcome.REFUSED;
  }

  private ScheduleConfig bounds(String feedUrl) {
    return config.at(Agenda.hostOf(feedUrl));
  }

  private Rhythm changed(FeedState state, ScheduleConfig bounds, long now, long freshUntil) {
    Rhythm rhythm = state.rhythm();
    if (rhythm.lastAnswer() == 0 || rhythm.lastChange() == 0) {
      return rhythm.good(0, now, 0, now, freshUntil);
    }
    long gap = Math.max(1, now - rhythm.lastChange());
    long mean = rhythm.meanGap() == 0 ? gap : (3 * rhythm.meanGap() + gap) / 4;
    long before = interval(state, bounds);
    long interval = clamp(Math.min(before, Math.max(before / 2, mean / 2)), bounds);
    return rhythm.good(interval, now, mean, now, freshUntil);
  }

  private Rhythm unchanged(FeedState state, ScheduleConfig bounds, long now, long freshUntil) {
    Rhythm rhythm = state.rhythm();
    long before = interval(state, bounds);
    long grown = state.validators().present() ? before + before / 4 : 2 * before;
    boolean changeExpected =
        rhythm.meanGap() > 0 && now - rhythm.lastChange() < 4 * rhythm.meanGap();
    long interval =
        changeExpected ? Math.min(grown, Math.max(before, rhythm.meanGap() / 2)) : grown;
    return rhythm.good(
        clamp(interval, bounds), rhythm.lastChange(), rhythm.meanGap(), now, freshUntil);
  }

  private static long pause(FeedState state, ScheduleConfig bounds) {
    Rhythm rhythm = state.rhythm();
    long max = bounds.maxInterval().toMillis();
    if (rhythm.failures() > 0) {
      long pause = bounds.minInterval().toMillis();
      for (int i = 1; i < rhythm.failures() && pause < max; i++) {
        pause = 2 * pause;
      }
      return Math.min(max, pause);
    }
    if (rhythm.goneSince() > 0 || state.alias() || state.push().reliable(rhythm.heardAt())) {
      return max;
    }
    long wanted = (long) (interval(state, bounds) / eagerness(state.demand()));
    return Math.max(clamp(wanted, bounds), Math.min(state.hints().ttl(), max));
  }

  /** 1 for one subscriber, 2 for a hundred, 3 for ten thousand. */
  private static double eagerness(long subscribers) {
    return 1 + Math.log10((double) Math.max(1, subscribers)) / 2;
  }

  private static long interval(FeedState state, ScheduleConfig bounds) {
    long learned = state.rhythm().interval();
    return learned > 0 && state.rhythm().goneSince() == 0 ? learned : first(state, bounds);
  }

  private static long first(FeedState state, ScheduleConfig bounds) {
    FeedHints hints = state.hints();
    if (hints.period() > 0) {
      return clamp(hints.period(), bounds);
    }
    if (hints.entryPause() == 0) {
      return clamp(bounds.defaultInterval().toMillis(), bounds);
    }
    long silent = state.rhythm().heardAt() - hints.latestEntry();
    return clamp(Math.max(hints.entryPause(), silent) / 2, bounds);
  }

  /** The next moment at which a period begins, where that is not far off. */
  private static long onBase(FeedHints hints, long due, long max) {
    if (hints.base() == 0 || hints.period() == 0 || hints.period() > max) {
      return due;
    }
    long over = Math.floorMod(due - hints.base(), hints.period());
    return over == 0 ? due : due + hints.period() - over;
  }

  private static long fresh(FetchResult result) {
    return result.getFreshUntil() == null ? 0 : result.getFreshUntil().toEpochMilli();
  }

  private static long clamp(long interval, ScheduleConfig bounds) {
    return Math.max(
        bounds.minInterval().toMillis(), Math.min(bounds.maxInterval().toMillis(), interval));
  }

  /** Up to a tenth of the pause: the same for the same feed and moment, spread over feeds. */
  private static long jitter(String feedUrl, long moment, long pause) {
    long mixed = (feedUrl.hashCode() * 31L + moment) * 0x9E3779B97F4A7C15L;
    return (mixed >>> 40) % 1000 * (pause / 10) / 1000;
  }
}
