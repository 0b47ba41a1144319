package io.feedmesh.streams.schedule;

import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchResult;

/**
 * When a feed is polled next. The pause shrinks, at most by half at a time, towards half the pause
 * between the feed's changes, and grows by a quarter with each poll that finds nothing (twofold
 * where polls cannot be conditional). What the feed asks for is kept: its ttl, and the time its
 * answer stays fresh (RFC 9111, section 4.2). Failures double the pause. Pure; safe for use by
 * several threads.
 */
final class RefreshRule {
  private static final int MAX_DOUBLINGS = 30;

  private final long min;
  private final long usual;
  private final long max;

  RefreshRule(ScheduleConfig config) {
    this.min = config.minInterval().toMillis();
    this.usual = config.defaultInterval().toMillis();
    this.max = config.maxInterval().toMillis();
  }

  /**
   * What follows from an answer.
   *
   * @param rhythm the feed's rhythm with this answer in it
   * @param due when to poll next, epoch milliseconds
   */
  record Next(Rhythm rhythm, long due) {}

  /** What follows from that answer, heard at that moment. */
  Next after(FeedState state, FetchResult result, long now) {
    Rhythm rhythm = state.rhythm();
    return switch (result.getOutcome()) {
      case CHANGED -> polled(state, result, changed(state, now), now);
      case UNCHANGED -> polled(state, result, unchanged(state, now), now);
      case MOVED ->
          result.getContentHash() == null
                  || result.getContentHash().equals(state.validators().hash())
              ? polled(state, result, unchanged(state, now), now)
              : polled(state, result, changed(state, now), now);
      case GONE ->
          new Next(
              new Rhythm(max, 0, rhythm.lastAnswer(), rhythm.lastChange(), rhythm.meanGap(), true),
              now + max);
      case REFUSED, FAILED, UNKNOWN -> failed(rhythm, result, now);
    };
  }

  /** When a host that refused may be asked again, at the latest after the longest interval. */
  long hostNotBefore(FetchResult result, long now) {
    long asked = result.getRetryAt() == null ? now + min : result.getRetryAt().toEpochMilli();
    return Math.min(Math.max(asked, now), now + max);
  }

  /** Whether the answer is the host's wish to be left alone. */
  static boolean refused(FetchResult result) {
    return result.getOutcome() == FetchOutcome.REFUSED;
  }

  private Rhythm changed(FeedState state, long now) {
    Rhythm rhythm = state.rhythm();
    if (rhythm.lastAnswer() == 0 || rhythm.lastChange() == 0) {
      return new Rhythm(first(state.hints()), 0, now, now, 0, false);
    }
    long gap = Math.max(1, now - rhythm.lastChange());
    long mean = rhythm.meanGap() == 0 ? gap : (3 * rhythm.meanGap() + gap) / 4;
    long before = before(state);
    long interval = clamp(Math.min(before, Math.max(before / 2, mean / 2)));
    return new Rhythm(interval, 0, now, now, mean, false);
  }

  private Rhythm unchanged(FeedState state, long now) {
    Rhythm rhythm = state.rhythm();
    long before = before(state);
    long grown = state.validators().present() ? before + before / 4 : 2 * before;
    boolean changeExpected =
        rhythm.meanGap() > 0 && now - rhythm.lastChange() < 4 * rhythm.meanGap();
    long interval =
        changeExpected ? Math.min(grown, Math.max(before, rhythm.meanGap() / 2)) : grown;
    return new Rhythm(clamp(interval), 0, now, rhythm.lastChange(), rhythm.meanGap(), false);
  }

  private Next polled(FeedState state, FetchResult result, Rhythm next, long now) {
    long pause = Math.max(next.interval(), Math.min(state.hints().ttlMillis(), max));
    long due = now + Math.min(max, pause + jitter(result.getFeedUrl(), now, pause));
    long fresh = result.getFreshUntil() == null ? 0 : result.getFreshUntil().toEpochMilli();
    return new Next(next, Math.max(due, Math.min(fresh, now + max)));
  }

  private Next failed(Rhythm rhythm, FetchResult result, long now) {
    int failures = Math.min(rhythm.failures() + 1, MAX_DOUBLINGS);
    long pause = min;
    for (int i = 1; i < failures && pause < max; i++) {
      pause = 2 * pause;
    }
    pause = Math.min(max, pause + jitter(result.getFeedUrl(), failures, pause));
    long retryAt = result.getRetryAt() == null ? 0 : result.getRetryAt().toEpochMilli();
    return new Next(
        new Rhythm(
            rhythm.interval(),
            failures,
            rhythm.lastAnswer(),
            rhythm.lastChange(),
            rhythm.meanGap(),
            rhythm.gone()),
        Math.max(now + pause, Math.min(retryAt, now + max)));
  }

  private long first(FeedHints hints) {
    return clamp(hints.periodMillis() > 0 ? hints.periodMillis() : usual);
  }

  private long before(FeedState state) {
    long interval = state.rhythm().interval();
    return interval == 0 || state.rhythm().gone() ? first(state.hints()) : interval;
  }

  private long clamp(long interval) {
    return Math.max(min, Math.min(max, interval));
  }

  /** Up to a tenth of the pause: the same for the same feed and seed, spread over feeds. */
  private static long jitter(String feedUrl, long seed, long pause) {
    long mixed = (feedUrl.hashCode() * 31L + seed) * 0x9E3779B97F4A7C15L;
    return (mixed >>> 40) % 1000 * (pause / 10) / 1000;
  }
}
