package io.feedmesh.streams.schedule;

import static io.feedmesh.streams.testing.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchReason;
import io.feedmesh.streams.schedule.FeedRule.Turn;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FeedRuleTest {
  private static final String FEED = "https://blog.example/feed.xml";
  private static final long NOW = 1_000_000_000_000L;
  private static final long LEASE = NOW + 3_600_000;

  private final FeedRule rule = new FeedRule(ScheduleConfig.DEFAULT);

  private FeedState requested(FeedState state, long now) {
    return ((Turn.Request) rule.turn(state, now)).state();
  }

  private FeedState answered(FeedState state, FetchOutcome outcome, long now) {
    Instant requestedAt = Instant.ofEpochMilli(state.flight().requestedAt());
    return rule.answered(state, result(FEED, outcome, requestedAt).build(), now);
  }

  @Test
  void aNewFeedIsDueAtOnceAndThenInFlightUntilItsDeadline() {
    FeedState state = rule.subscribed(FeedState.NEW, LEASE, true, NOW);
    assertThat(state.flight().next()).isEqualTo(NOW);

    FeedState flying = requested(state, NOW);
    assertThat(flying.flight().inFlight()).isTrue();
    assertThat(flying.flight().next()).isEqualTo(NOW + 60_000);
    assertThat(rule.turn(flying, NOW + 1)).isEqualTo(new Turn.Later(NOW + 60_000));
    assertThat(((Turn.Request) rule.turn(flying, NOW + 60_000)).reason())
        .isEqualTo(FetchReason.RETRY);
  }

  @Test
  void twoRequestsNeverHaveTheSameName() {
    FeedState first = requested(rule.subscribed(FeedState.NEW, LEASE, true, NOW), NOW);
    FeedState pinged = rule.pinged(answered(first, FetchOutcome.CHANGED, NOW), NOW);

    assertThat(requested(pinged, NOW).flight().requestedAt())
        .isEqualTo(first.flight().requestedAt() + 1);
  }

  @Test
  void aNewSubscriberOfAFailingFeedIsAReasonToTryAgain() {
    FeedState state = requested(rule.subscribed(FeedState.NEW, LEASE, true, NOW), NOW);
    FeedState failed = answered(state, FetchOutcome.FAILED, NOW + 10);
    assertThat(failed.flight().due()).isGreaterThan(NOW + 100_000);

    assertThat(rule.subscribed(failed, LEASE, false, NOW + 20).flight().due())
        .as("a renewal is none")
        .isEqualTo(failed.flight().due());
    assertThat(rule.subscribed(failed, LEASE, true, NOW + 20).flight().due()).isEqualTo(NOW + 20);
  }

  @Test
  void aShorterLeaseDoesNotShortenTheOthers() {
    FeedState state = rule.subscribed(FeedState.NEW, LEASE, true, NOW);

    assertThat(rule.subscribed(state, NOW + 5, true, NOW).followedUntil()).isEqualTo(LEASE);
  }

  @Test
  void aFeedThatNobodyWantsAnyMoreLapses() {
    FeedState state = rule.subscribed(FeedState.NEW, LEASE, true, NOW);

    assertThat(rule.turn(state, LEASE)).isInstanceOf(Turn.Lapse.class);
  }

  @Test
  void aPingDuringARequestIsRememberedAndOneAfterItsDeadlineIsNot() {
    FeedState flying = requested(rule.subscribed(FeedState.NEW, LEASE, true, NOW), NOW);

    assertThat(rule.pinged(flying, NOW + 5).flight().again()).isTrue();
    FeedState late = rule.pinged(flying, NOW + 60_000);
    assertThat(late.flight().again()).isFalse();
    assertThat(late.flight().reason()).isEqualTo(FetchReason.PINGED);
  }
}
