package io.feedmesh.streams.schedule;

import static io.feedmesh.streams.testing.Samples.hash;
import static io.feedmesh.streams.testing.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.schemas.record.PushProtocol;
import io.feedmesh.streams.testing.TopologyRig;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshPolicyTest {
  private static final String FEED = "https://blog.example/feed.xml";
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long NOW = TopologyRig.START.toEpochMilli();

  private final RefreshPolicy policy = new RefreshPolicy(ScheduleConfig.DEFAULT);

  private static FetchResult.Builder of(FetchOutcome outcome) {
    return result(FEED, outcome, TopologyRig.START);
  }

  private static FeedState feed(long interval, long lastChange, long meanGap, boolean conditional) {
    Validators validators =
        conditional ? new Validators("\"1\"", null, hash("one"), 1) : Validators.NONE;
    return FeedState.NEW
        .with(new Rhythm(interval, 0, 1, lastChange, meanGap, 0, NOW, 0))
        .with(validators);
  }

  private static FeedHints hints(long ttl, long period, long base, long entryPause, long latest) {
    return new FeedHints(null, ttl, period, base, entryPause, latest, Quiet.NEVER, null);
  }

  private FeedState heard(FeedState state, FetchResult result) {
    return state.with(policy.after(FEED, state, result, NOW));
  }

  private long pause(FeedState state) {
    return policy.due(FEED, state) - state.rhythm().heardAt();
  }

  private FeedState fresh(FeedHints hints) {
    return heard(FeedState.NEW, of(FetchOutcome.CHANGED).build()).with(hints);
  }

  @Test
  void startsWithTheDefaultInterval() {
    assertThat(pause(fresh(FeedHints.NONE))).isBetween(HOUR, HOUR + HOUR / 10);
  }

  @Test
  void anAliasIsPolledAsRarelyAsPossible() {
    FeedState busy = feed(10 * MINUTE, NOW, 10 * MINUTE, true);

    assertThat(pause(busy.alias(true))).isEqualTo(24 * HOUR);
    assertThat(pause(busy)).isBetween(10 * MINUTE, 11 * MINUTE);
  }

  @ParameterizedTest
  @CsvSource({
    // minutes: update period, pause between entries, since the newest entry → first pause
    "10, 0, 0, 10",
    "10, 600, 600, 10", // the update period is the plainer word
    "0, 20, 1, 10", // half the pause between entries
    "0, 20, 100, 50", // silent for longer than that: half of the silence
    "0, 1, 1, 5", // never below the shortest
    "0, 100000, 1, 1440", // nor above the longest
    "0, 20, -500, 10", // a newest entry in the future says nothing
  })
  void beforeAnythingWasSeenOfItAFeedsOwnSignsCount(
      long period, long entryPause, long silent, long expected) {
    FeedState state =
        fresh(hints(0, period * MINUTE, 0, entryPause * MINUTE, NOW - silent * MINUTE));

    long most = Math.min(24 * HOUR, (long) (1.1 * expected * MINUTE));
    assertThat(pause(state)).isBetween(expected * MINUTE, most);
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
    FeedState state = feed(before * MINUTE, NOW - since * MINUTE, mean * MINUTE, true);

    Rhythm next = policy.after(FEED, state, of(FetchOutcome.CHANGED).build(), NOW);

    assertThat(next.interval()).isEqualTo(expected * MINUTE);
    assertThat(next.lastChange()).isEqualTo(NOW);
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
    FeedState state = feed(before * MINUTE, NOW - 100 * HOUR, 0, conditional);

    Rhythm next = policy.after(FEED, state, of(FetchOutcome.UNCHANGED).build(), NOW);

    assertThat(next.interval()).isEqualTo(expected * MINUTE);
  }

  @Test
  void staysAtHalfTheGapWhileTheNextChangeIsExpected() {
    FeedState state = feed(30 * MINUTE, NOW - HOUR, HOUR, true);

    Rhythm next = policy.after(FEED, state, of(FetchOutcome.UNCHANGED).build(), NOW);

    assertThat(next.interval()).isEqualTo(30 * MINUTE);
  }

  @ParameterizedTest
  @CsvSource({"0, 60", "1, 60", "100, 30", "10000, 20"})
  void demandShortensThePause(long subscribers, long minutes) {
    FeedState state = feed(HOUR, NOW - HOUR, HOUR, true).wantedBy(subscribers);

    assertThat(pause(state)).isBetween(minutes * MINUTE, minutes * MINUTE * 11 / 10);
  }

  @Test
  void noDemandIsStrongerThanTheShortestIntervalOrTheFeedsTtl() {
    FeedState quick = feed(6 * MINUTE, NOW, HOUR, true).wantedBy(1_000_000);

    assertThat(pause(quick)).isBetween(5 * MINUTE, 6 * MINUTE);
    assertThat(pause(quick.with(hints(3 * HOUR, 0, 0, 0, 0)))).isGreaterThanOrEqualTo(3 * HOUR);
  }

  @Test
  void aFeedWhoseHubTellsOfChangesIsPolledRarelyUntilTheHubMissesOne() {
    FeedState pushed = feed(10 * MINUTE, NOW, HOUR, true).with(live(NOW + 99 * HOUR));

    assertThat(pause(pushed)).isEqualTo(24 * HOUR);
    assertThat(pause(pushed.with(pushed.push().missedOne(NOW)))).isLessThan(12 * MINUTE);
    assertThat(pause(pushed.with(pushed.push().missedOne(NOW).told()))).isEqualTo(24 * HOUR);
    assertThat(pause(pushed.with(live(NOW - 1)))).isLessThan(12 * MINUTE);
  }

  @Test
  void aPollComesWhenTheLeaseOfItsHubIsToBeRenewed() {
    FeedState pushed = feed(10 * MINUTE, NOW, HOUR, true).with(live(NOW + 3 * HOUR + 1));
    FeedState shortLease = pushed.with(live(NOW + 2));

    assertThat(pause(pushed)).isEqualTo(3 * HOUR);
    assertThat(pause(shortLease)).isEqualTo(5 * MINUTE);
    assertThat(pause(pushed.with(hints(4 * HOUR, 0, 0, 0, 0)))).isEqualTo(3 * HOUR);
  }

  @Test
  void failuresDoubleThePauseUpToTheLongestAndNeverGiveUp() {
    FeedState state = FeedState.NEW;
    for (int i = 1; i <= 40; i++) {
      state = heard(state, of(FetchOutcome.FAILED).build());
      long expected = i > 9 ? 24 * HOUR : (5 * MINUTE) << (i - 1);
      assertThat(pause(state))
          .as("failure " + i)
          .isBetween(expected, Math.min(24 * HOUR, expected + expected / 10));
    }
  }

  @Test
  void aSuccessForgetsTheFailures() {
    FeedState failing = FeedState.NEW.with(new Rhythm(HOUR, 7, 1, NOW - 9 * HOUR, 0, 0, NOW, 0));

    Rhythm next = policy.after(FEED, failing, of(FetchOutcome.UNCHANGED).build(), NOW);

    assertThat(next.failures()).isZero();
    assertThat(next.healthy()).isTrue();
  }

  @Test
  void waitsUntilTheOriginsRetryTimeButNoLongerThanTheLongestInterval() {
    var soon = of(FetchOutcome.FAILED).setRetryAt(at(3 * HOUR)).build();
    var never = of(FetchOutcome.REFUSED).setRetryAt(at(900 * HOUR)).build();

    assertThat(pause(heard(FeedState.NEW, soon))).isEqualTo(3 * HOUR);
    assertThat(pause(heard(FeedState.NEW, never))).isEqualTo(24 * HOUR);
    assertThat(policy.hostNotBefore(FEED, never, NOW)).isEqualTo(NOW + 24 * HOUR);
    assertThat(policy.hostNotBefore(FEED, of(FetchOutcome.REFUSED).build(), NOW))
        .isEqualTo(NOW + 5 * MINUTE);
  }

  @Test
  void keepsTheFeedsTtlAndTheAnswersFreshness() {
    FeedHints slow = hints(5 * HOUR, 0, 0, 0, 0);
    var cached = of(FetchOutcome.CHANGED).setFreshUntil(at(7 * HOUR)).build();

    assertThat(pause(fresh(slow))).isBetween(5 * HOUR, 5 * HOUR + 30 * MINUTE);
    assertThat(pause(heard(FeedState.NEW, cached).with(slow))).isEqualTo(7 * HOUR);
  }

  @Test
  void waitsForTheNextPeriodWhereTheFeedGivesItsBase() {
    long base = Instant.parse("2020-01-01T00:30:00Z").toEpochMilli();

    FeedState state = fresh(hints(0, 2 * HOUR, base, 0, 0));

    long due = policy.due(FEED, state);
    assertThat((due - base) % (2 * HOUR)).isZero();
    assertThat(due - NOW).isBetween(2 * HOUR, 4 * HOUR + 12 * MINUTE);
  }

  @Test
  void nothingIsPolledInItsQuietHours() {
    int next = (TopologyRig.START.atOffset(ZoneOffset.UTC).getHour() + 1) % 24;
    FeedHints quiet =
        new FeedHints(
            null, 0, HOUR, 0, 0, 0, Quiet.of(List.of(next, (next + 1) % 24), List.of()), null);

    FeedState healthy = fresh(quiet);
    FeedState failing = heard(healthy, of(FetchOutcome.FAILED).setRetryAt(at(HOUR)).build());

    for (FeedState state : List.of(healthy, failing)) {
      long due = policy.due(FEED, state);
      assertThat(quiet.quiet().next(due)).isEqualTo(due);
      assertThat(due - NOW).isBetween(2 * HOUR, 3 * HOUR);
    }
  }

  @Test
  void aPermanentMoveIsAChangeOnlyWhereTheDocumentThereIsAnother() {
    FeedState state = feed(HOUR, NOW - HOUR, 0, true);
    var same = of(FetchOutcome.MOVED).setContentHash(hash("one")).build();
    var other = of(FetchOutcome.MOVED).setContentHash(hash("two")).build();

    assertThat(policy.after(FEED, state, same, NOW).lastChange()).isEqualTo(NOW - HOUR);
    assertThat(policy.after(FEED, state, other, NOW).lastChange()).isEqualTo(NOW);
  }

  @Test
  void aGoneFeedIsAskedOnceMoreAfterADayAndThenNoMore() {
    var gone = of(FetchOutcome.GONE).build();
    FeedState first = heard(feed(HOUR, NOW - HOUR, 0, true), gone);
    assertThat(pause(first)).isEqualTo(24 * HOUR);

    Rhythm confirmed = policy.after(FEED, first, gone, NOW + 24 * HOUR);
    FeedState second = first.with(confirmed);
    assertThat(policy.goneForGood(second)).isTrue();
    assertThat(policy.due(FEED, second)).isEqualTo(RefreshPolicy.NEVER);

    FeedState back = heard(second, of(FetchOutcome.CHANGED).build());
    assertThat(policy.goneForGood(back)).isFalse();
    assertThat(pause(back)).isLessThanOrEqualTo(HOUR + HOUR / 10);
  }

  @Test
  void aHostsOwnBoundsHold() {
    RefreshPolicy own =
        new RefreshPolicy(
            ScheduleConfigTest.with(
                new HostBounds(
                    "blog.example",
                    Optional.of(Duration.ofHours(3)),
                    Optional.of(Duration.ofHours(4)),
                    Optional.empty(),
                    Optional.empty())));
    FeedState state = fresh(hints(0, 10 * MINUTE, 0, 0, 0));

    assertThat(own.due(FEED, state) - NOW).isBetween(3 * HOUR, 4 * HOUR);
    assertThat(own.due("https://other.example/f", state) - NOW).isLessThan(HOUR);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whateverIsAnsweredThePauseStaysWithinItsBoundsAndIsTheSameEachTime(long seed) {
    Random random = new Random(seed);
    FeedState state = FeedState.NEW;
    long now = NOW;
    FetchOutcome[] outcomes = FetchOutcome.values();
    for (int i = 0; i < 2000; i++) {
      String where = "seed %s step %s".formatted(seed, i);
      var result =
          of(outcomes[random.nextInt(outcomes.length)])
              .setFreshUntil(random.nextInt(5) == 0 ? at(random.nextInt()) : null)
              .setRetryAt(random.nextInt(5) == 0 ? at(random.nextInt()) : null)
              .build();
      FeedState next =
          state
              .with(policy.after(FEED, state, result, now))
              .with(random.nextInt(9) == 0 ? anyHints(random, now) : state.hints())
              .with(random.nextInt(20) == 0 ? live(now + random.nextInt()) : state.push())
              .wantedBy(random.nextInt(100_000));
      long due = policy.due(FEED, next);

      assertThat(policy.due(FEED, next)).as(where).isEqualTo(due);
      if (due == RefreshPolicy.NEVER) {
        assertThat(policy.goneForGood(next)).as(where).isTrue();
        now += HOUR;
      } else {
        long longest = 48 * HOUR + 8 * 24 * HOUR; // one period to the base, then a quiet week
        assertThat(due - now).as(where).isBetween(5 * MINUTE, longest);
        assertThat(next.hints().quiet().next(due)).as(where).isEqualTo(due);
        boolean free = next.hints().base() == 0 && next.hints().quiet().equals(Quiet.NEVER);
        assertThat(due - now).as(where).isLessThanOrEqualTo(free ? 24 * HOUR : longest);
        now = due;
      }
      state = next;
    }
  }

  private static FeedHints anyHints(Random random, long now) {
    return new FeedHints(
        null,
        Math.max(0, random.nextInt()),
        Math.max(0, random.nextInt()),
        Math.max(0, random.nextInt()),
        Math.max(0, random.nextInt()),
        now - random.nextInt(),
        random.nextInt(3) == 0
            ? new Quiet(random.nextInt(1 << 24), random.nextInt(1 << 7))
            : Quiet.NEVER,
        null);
  }

  private static Push live(long until) {
    PushTarget hub = new PushTarget(PushProtocol.WEBSUB, "https://hub.example/", FEED);
    return new Push(hub, until, until - 1, 0, NOW, 0);
  }

  private static Instant at(long afterNow) {
    return Instant.ofEpochMilli(NOW + afterNow);
  }
}
