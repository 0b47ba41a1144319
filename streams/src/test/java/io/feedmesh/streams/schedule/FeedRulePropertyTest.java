package io.feedmesh.streams.schedule;

import static io.feedmesh.streams.testing.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchReason;
import io.feedmesh.streams.schedule.FeedRule.Turn;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever happens to a feed in whatever order, its schedule keeps its promises. */
class FeedRulePropertyTest {
  private static final String FEED = "https://blog.example/feed.xml";
  private static final long START = 1_000_000_000_000L;
  private static final FetchOutcome[] OUTCOMES = FetchOutcome.values();
  private static final long DEADLINE = ScheduleConfig.DEFAULT.requestDeadline().toMillis();
  private static final long MAX = ScheduleConfig.DEFAULT.maxInterval().toMillis();

  private final long seed = Long.getLong("feedmesh.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final FeedRule rule = new FeedRule(ScheduleConfig.DEFAULT);

  @Test
  void atMostOneRequestIsInFlightAndEachHasItsOwnName() {
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    for (int history = 0; history < 200; history++) {
      FeedState state = rule.subscribed(FeedState.NEW, Long.MAX_VALUE, true, START);
      long now = START;
      Set<Long> names = new HashSet<>();
      for (int step = 0; step < 100; step++) {
        Turn turn = rule.turn(state, now);
        if (turn instanceof Turn.Request request) {
          assertThat(state.flight().deadline()).as("seed %d", seed).isLessThanOrEqualTo(now);
          state = request.state();
          assertThat(names.add(state.flight().requestedAt())).as("seed %d", seed).isTrue();
          assertThat(state.flight().deadline()).isEqualTo(state.flight().requestedAt() + DEADLINE);
        } else {
          assertThat(((Turn.Later) turn).at()).as("seed %d", seed).isGreaterThan(now);
        }
        state = event(state, now);
        assertThat(state.flight().next())
            .as("never further away than the longest interval, seed %d", seed)
            .isLessThanOrEqualTo(now + MAX + DEADLINE);
        now += 1 + random.nextInt(40_000);
      }
    }
  }

  @Test
  void aPingIsNeverLost() {
    for (int history = 0; history < 500; history++) {
      FeedState state = rule.subscribed(FeedState.NEW, Long.MAX_VALUE, true, START);
      long now = START;
      for (int step = 0; step < 20; step++) {
        state = rule.turn(state, now) instanceof Turn.Request request ? request.state() : state;
        state = event(state, now);
        now += random.nextInt(60_000);
      }

      FeedState pinged = rule.pinged(state, now);
      FeedState after = pinged.flight().deadline() > now ? answered(pinged, now + 1) : pinged;

      assertThat(rule.turn(after, now + 2))
          .as("seed %d", seed)
          .isInstanceOfSatisfying(
              Turn.Request.class,
              request -> assertThat(request.reason()).isNotEqualTo(FetchReason.DUE));
    }
  }

  @Test
  void aStrangersAnswerChangesNothingButValidators() {
    FeedState state = rule.subscribed(FeedState.NEW, Long.MAX_VALUE, true, START);
    FeedState flying = ((Turn.Request) rule.turn(state, START)).state();
    for (FetchOutcome outcome : OUTCOMES) {
      FeedState heard =
          rule.answered(
              flying,
              result(FEED, outcome, Instant.ofEpochMilli(START - 5_000)).build(),
              START + 9);

      assertThat(heard.flight()).as("%s", outcome).isEqualTo(flying.flight());
      assertThat(heard.rhythm()).as("%s", outcome).isEqualTo(flying.rhythm());
    }
  }

  @Test
  void aFeedIsAskedForAsLongAsALeaseRunsAndNoLonger() {
    for (int i = 0; i < 300; i++) {
      long lease = START + 1 + random.nextInt(1_000_000);
      FeedState state = rule.subscribed(FeedState.NEW, lease, true, START);
      long later = START + random.nextInt(2_000_000);

      Turn turn = rule.turn(state, later);

      assertThat(turn instanceof Turn.Lapse).as("seed %d", seed).isEqualTo(later >= lease);
      if (turn instanceof Turn.Lapse lapse) {
        assertThat(lapse.state().followed(later)).isFalse();
        assertThat(lapse.state().validators()).isEqualTo(state.validators());
      }
    }
  }

  private FeedState event(FeedState state, long now) {
    return switch (random.nextInt(6)) {
      case 0 -> rule.pinged(state, now);
      case 1 -> rule.subscribed(state, Long.MAX_VALUE, random.nextBoolean(), now);
      case 2, 3, 4 -> answered(state, now);
      default -> state;
    };
  }

  private FeedState answered(FeedState state, long now) {
    Instant requestedAt = Instant.ofEpochMilli(state.flight().requestedAt());
    FetchOutcome outcome = OUTCOMES[random.nextInt(OUTCOMES.length)];
    return rule.answered(state, result(FEED, outcome, requestedAt).build(), now);
  }
}
