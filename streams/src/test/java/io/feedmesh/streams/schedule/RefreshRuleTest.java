package io.feedmesh.streams.schedule;

import static io.feedmesh.streams.testing.Samples.hash;
import static io.feedmesh.streams.testing.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.streams.testing.TopologyRig;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshRuleTest {
  private static final String FEED = "https://blog.example/feed.xml";
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long NOW = TopologyRig.START.toEpochMilli();

  private final RefreshRule rule = new RefreshRule(ScheduleConfig.DEFAULT);

  private static FetchResult.Builder of(FetchOutcome outcome) {
    return result(FEED, outcome, TopologyRig.START);
  }

  private static FeedState feed(Rhythm rhythm, boolean conditional) {
    Validators validators =
        conditional ? new Validators("\"1\"", null, hash("one"), 1) : Validators.NONE;
    return FeedState.NEW.with(rhythm).with(validators);
  }

  @Test
  void startsWithTheDefaultInterval() {
    var next = rule.after(FeedState.NEW, of(FetchOutcome.CHANGED).build(), NOW);

    assertThat(next.rhythm().interval()).isEqualTo(HOUR);
    assertThat(next.due() - NOW).isBetween(HOUR, HOUR + HOUR / 10);
  }

  @Test
  void startsWithTheFeedsOwnUpdatePeriodWhereItGivesOne() {
    FeedState state = FeedState.NEW.with(new FeedHints(null, 0, 10 * MINUTE));

    assertThat(rule.after(state, of(FetchOutcome.CHANGED).build(), NOW).rhythm().interval())
        .isEqualTo(10 * MINUTE);
  }

  @ParameterizedTest
  @CsvSource({
    // minutes: interval before, since the last change, mean gap before → interval after
    "60, 20, 20, 30", // changes faster than polled: halves
    "60, 100, 100, 50", // towards half the gap
    "60, 600, 600, 60", // a change that was expected
    "6, 10, 10, 5", // never below the shortest
  })
  void aChangeShortensThePause(long before, long since, long mean, long expected) {
    Rhythm rhythm =
        new Rhythm(before * MINUTE, 0, NOW - before, NOW - since * MINUTE, mean * MINUTE, false);

    var next = rule.after(feed(rhythm, true), of(FetchOutcome.CHANGED).build(), NOW);

    assertThat(next.rhythm().interval()).isEqualTo(expected * MINUTE);
    assertThat(next.rhythm().lastChange()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "60, true, 75",
    "60, false, 120",
    "1400, true, 1440",
    "1440, false, 1440",
  })
  void nothingNewLengthensThePauseMoreWherePollsAreNotConditional(
      long before, boolean conditional, long expected) {
    Rhythm rhythm = new Rhythm(before * MINUTE, 0, 1, NOW - 100 * HOUR, 0, false);

    var next = rule.after(feed(rhythm, conditional), of(FetchOutcome.UNCHANGED).build(), NOW);

    assertThat(next.rhythm().interval()).isEqualTo(expected * MINUTE);
  }

  @Test
  void staysAtHalfTheGapWhileTheNextChangeIsExpected() {
    Rhythm rhythm = new Rhythm(30 * MINUTE, 0, 1, NOW - HOUR, HOUR, false);

    var next = rule.after(feed(rhythm, true), of(FetchOutcome.UNCHANGED).build(), NOW);

    assertThat(next.rhythm().interval()).isEqualTo(30 * MINUTE);
  }

  @Test
  void failuresDoubleThePauseUpToTheLongest() {
    FeedState state = FeedState.NEW;
    long last = 0;
    for (int i = 1; i <= 40; i++) {
      var next = rule.after(state, of(FetchOutcome.FAILED).build(), NOW);
      long pause = next.due() - NOW;
      long expected = i > 10 ? 24 * HOUR : Math.min(24 * HOUR, (5 * MINUTE) << (i - 1));
      assertThat(pause).as("failure " + i).isBetween(expected, expected + expected / 10);
      assertThat(pause).isGreaterThanOrEqualTo(last).isLessThanOrEqualTo(24 * HOUR);
      last = i < 9 ? pause : 0;
      state = state.with(next.rhythm());
    }
  }

  @Test
  void aSuccessForgetsTheFailures() {
    Rhythm failing = new Rhythm(HOUR, 7, NOW - HOUR, NOW - 9 * HOUR, 0, false);

    var next = rule.after(feed(failing, true), of(FetchOutcome.UNCHANGED).build(), NOW);

    assertThat(next.rhythm().failures()).isZero();
    assertThat(next.rhythm().healthy()).isTrue();
  }

  @Test
  void waitsUntilTheOriginsRetryTimeButNoLongerThanTheLongestInterval() {
    var soon = of(FetchOutcome.FAILED).setRetryAt(at(3 * HOUR)).build();
    var never = of(FetchOutcome.REFUSED).setRetryAt(at(900 * HOUR)).build();

    assertThat(rule.after(FeedState.NEW, soon, NOW).due()).isEqualTo(NOW + 3 * HOUR);
    assertThat(rule.after(FeedState.NEW, never, NOW).due()).isEqualTo(NOW + 24 * HOUR);
    assertThat(rule.hostNotBefore(never, NOW)).isEqualTo(NOW + 24 * HOUR);
    assertThat(rule.hostNotBefore(of(FetchOutcome.REFUSED).build(), NOW))
        .isEqualTo(NOW + 5 * MINUTE);
  }

  @Test
  void keepsTheFeedsTtlAndTheAnswersFreshness() {
    FeedState slow = FeedState.NEW.with(new FeedHints(null, 5 * HOUR, 0));
    var fresh = of(FetchOutcome.CHANGED).setFreshUntil(at(7 * HOUR)).build();

    assertThat(rule.after(slow, of(FetchOutcome.CHANGED).build(), NOW).due() - NOW)
        .isBetween(5 * HOUR, 5 * HOUR + 30 * MINUTE);
    assertThat(rule.after(slow, fresh, NOW).due()).isEqualTo(NOW + 7 * HOUR);
  }

  @Test
  void aPermanentMoveIsAChangeOnlyWhereTheDocumentThereIsAnother() {
    FeedState state = feed(new Rhythm(HOUR, 0, 1, NOW - HOUR, 0, false), true);
    var same = of(FetchOutcome.MOVED).setContentHash(hash("one")).build();
    var other = of(FetchOutcome.MOVED).setContentHash(hash("two")).build();

    assertThat(rule.after(state, same, NOW).rhythm().lastChange()).isEqualTo(NOW - HOUR);
    assertThat(rule.after(state, other, NOW).rhythm().lastChange()).isEqualTo(NOW);
  }

  @Test
  void aGoneFeedIsLookedAtRarelyAndRecovers() {
    FeedState state = feed(new Rhythm(HOUR, 0, 1, NOW - HOUR, 0, false), true);
    var gone = rule.after(state, of(FetchOutcome.GONE).build(), NOW);

    assertThat(gone.due()).isEqualTo(NOW + 24 * HOUR);
    assertThat(gone.rhythm().gone()).isTrue();
    var back = rule.after(state.with(gone.rhythm()), of(FetchOutcome.CHANGED).build(), NOW);
    assertThat(back.rhythm().gone()).isFalse();
    assertThat(back.rhythm().interval()).isLessThanOrEqualTo(HOUR);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whateverIsAnsweredThePauseStaysWithinItsBoundsAndIsTheSameEachTime(long seed) {
    Random random = new Random(seed);
    FeedState state = FeedState.NEW;
    long now = NOW;
    FetchOutcome[] outcomes = FetchOutcome.values();
    for (int i = 0; i < 2000; i++) {
      var result =
          of(outcomes[random.nextInt(outcomes.length)])
              .setFreshUntil(random.nextInt(5) == 0 ? at(random.nextInt()) : null)
              .setRetryAt(random.nextInt(5) == 0 ? at(random.nextInt()) : null)
              .build();
      var next = rule.after(state, result, now);

      assertThat(next.due() - now).as("seed %s step %s", seed, i).isBetween(5 * MINUTE, 24 * HOUR);
      assertThat(rule.after(state, result, now)).isEqualTo(next);
      state = state.with(next.rhythm());
      now = next.due();
    }
  }

  private static Instant at(long afterNow) {
    return Instant.ofEpochMilli(NOW + afterNow);
  }
}
