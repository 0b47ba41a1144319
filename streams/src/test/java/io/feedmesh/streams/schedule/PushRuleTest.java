package io.feedmesh.streams.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.PushProtocol;
import io.feedmesh.schemas.record.PushRequest;
import io.feedmesh.schemas.record.PushResult;
import io.feedmesh.schemas.record.PushResultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PushRuleTest {
  private static final String FEED = "https://blog.example/feed.xml";
  private static final PushTarget HUB =
      new PushTarget(PushProtocol.WEBSUB, "https://hub.example/", FEED);
  private static final PushTarget CLOUD =
      new PushTarget(PushProtocol.RSS_CLOUD, "http://cloud.example:5337/pleaseNotify", FEED);
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long NOW = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

  private final FeedState followed =
      FeedState.NEW.followedUntil(Long.MAX_VALUE).with(offering(HUB));

  @Test
  void aHubIsAskedAtOnceAndAgainAfterEverLongerPauses() {
    FeedState state = followed;
    long now = NOW;
    for (long wait : new long[] {0, 1, 2, 4, 8, 16, 32, 64, 128, 168, 168}) {
      assertThat(PushRule.asks(state, now + wait * HOUR - 1)).isEqualTo(wait == 0);
      now += wait * HOUR;
      assertThat(PushRule.asks(state, now)).as("after %d h", wait).isTrue();
      state = state.with(state.push().asked(HUB, now));
    }
    assertThat(PushRule.subscribe(FEED, state, now).getAttempt()).isEqualTo(11);
  }

  @Test
  void nobodyIsAskedForAFeedThatNobodyWantsOrThatNobodyOffersToTellOf() {
    assertThat(PushRule.asks(followed.followedUntil(NOW), NOW)).isFalse();
    assertThat(PushRule.asks(followed.with(FeedHints.NONE), NOW)).isFalse();
  }

  @Test
  void aLeaseIsRenewedWhenNineTenthsOfItAreOver() {
    FeedState live = followed.with(heard(asked(HUB), PushResultKind.VERIFIED, 1000));

    assertThat(live.push().live(NOW + 999_999)).isTrue();
    assertThat(live.push().live(NOW + 1_000_000)).isFalse();
    assertThat(PushRule.asks(live, NOW + 899_999)).isFalse();
    assertThat(PushRule.asks(live, NOW + 900_000)).isTrue();
    assertThat(PushRule.subscribe(FEED, live, NOW).getAttempt()).isZero();
  }

  @Test
  void absurdLeasesAreBounded() {
    Push endless = heard(asked(HUB), PushResultKind.VERIFIED, Long.MAX_VALUE);
    Push silent = heard(asked(HUB), PushResultKind.VERIFIED, 0);
    Push negative = heard(asked(HUB), PushResultKind.VERIFIED, -5);

    assertThat(endless.liveUntil()).isEqualTo(NOW + 90 * 24 * HOUR);
    assertThat(silent.liveUntil()).isEqualTo(NOW + 24 * HOUR);
    assertThat(negative).isEqualTo(silent);
  }

  @ParameterizedTest
  @EnumSource(
      value = PushResultKind.class,
      names = {"DENIED", "UNSUBSCRIBED"})
  void aHubThatTakesItBackIsNotReliedOnAndAskedAgainAfterAnHour(PushResultKind kind) {
    Push live = heard(asked(HUB), PushResultKind.VERIFIED, 1000);
    FeedState after = followed.with(heard(live, kind, 0));

    assertThat(after.push().live(NOW)).isFalse();
    assertThat(PushRule.asks(after, NOW + HOUR - 1)).isFalse();
    assertThat(PushRule.asks(after, NOW + HOUR)).isTrue();
  }

  @Test
  void whatComesOfAnOlderSubscriptionChangesNothing() {
    Push live = heard(asked(HUB), PushResultKind.VERIFIED, 1000);
    PushResult other = result(PushResultKind.DENIED, PushProtocol.WEBSUB, FEED + "?old", 0);
    PushResult cloud = result(PushResultKind.DENIED, PushProtocol.RSS_CLOUD, FEED, 0);

    assertThat(PushRule.heard(live, other, NOW)).isEqualTo(live);
    assertThat(PushRule.heard(live, cloud, NOW)).isEqualTo(live);
    assertThat(
            PushRule.heard(
                Push.NONE, result(PushResultKind.VERIFIED, PushProtocol.WEBSUB, FEED, 9), NOW))
        .isEqualTo(Push.NONE);
  }

  @Test
  void aHubThatMissesAChangeIsReliedOnAgainOnceItTells() {
    Push live = heard(asked(HUB), PushResultKind.VERIFIED, 1000);
    assertThat(live.reliable(NOW)).isTrue();
    assertThat(live.missedOne(NOW).reliable(NOW)).isFalse();
    assertThat(heard(live.missedOne(NOW), PushResultKind.VERIFIED, 1000).reliable(NOW)).isFalse();
    assertThat(heard(live.missedOne(NOW), PushResultKind.DELIVERED, 0).reliable(NOW)).isTrue();
  }

  @Test
  void onlyALiveHubIsToldThatNobodyWantsTheFeed() {
    FeedState live = followed.with(heard(asked(HUB), PushResultKind.VERIFIED, 1000));
    FeedState cloud = followed.with(asked(CLOUD).leased(NOW + HOUR, NOW + HOUR));

    assertThat(PushRule.unsubscribe(FEED, live, NOW))
        .hasValueSatisfying(request -> assertThat(request.getSubscribe()).isFalse());
    assertThat(PushRule.unsubscribe(FEED, live, NOW + 1_000_000)).isEmpty();
    assertThat(PushRule.unsubscribe(FEED, followed, NOW)).isEmpty();
    assertThat(PushRule.unsubscribe(FEED, cloud, NOW)).isEmpty();
  }

  @Test
  void anotherHubIsAskedAnHourAfterTheLast() {
    FeedState state = followed.with(asked(HUB)).with(offering(CLOUD));

    assertThat(PushRule.asks(state, NOW + HOUR - 1)).isFalse();
    assertThat(PushRule.asks(state, NOW + HOUR)).isTrue();
    PushRequest request = PushRule.subscribe(FEED, state, NOW + HOUR);
    assertThat(request.getEndpoint()).isEqualTo(CLOUD.endpoint());
    assertThat(request.getAttempt()).isZero();
  }

  @Test
  void whateverHappensAHubIsNotAskedTwiceAnHourUnlessItsLeasesAreThatShort() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    Random random = new Random(seed);
    FeedState state = followed;
    long now = NOW;
    long asked = 0;
    for (int i = 0; i < 20_000; i++) {
      now += random.nextInt((int) HOUR);
      if (random.nextInt(20) == 0) {
        state = state.with(offering(random.nextBoolean() ? HUB : CLOUD));
      }
      if (random.nextInt(3) == 0) {
        PushResultKind[] kinds = PushResultKind.values();
        PushResult result =
            result(
                kinds[random.nextInt(kinds.length)],
                random.nextBoolean() ? PushProtocol.WEBSUB : PushProtocol.RSS_CLOUD,
                FEED,
                7200 + random.nextInt(1_000_000),
                now);
        state = state.with(PushRule.heard(state.push(), result, now));
      }
      if (PushRule.asks(state, now)) {
        assertThat(now - asked).as("seed %d, step %d", seed, i).isGreaterThanOrEqualTo(HOUR);
        asked = now;
        state = state.with(state.push().asked(state.hints().push(), now));
      }
    }
    assertThat(asked).isGreaterThan(NOW);
  }

  private static Push asked(PushTarget target) {
    return Push.NONE.asked(target, NOW);
  }

  private static Push heard(Push push, PushResultKind kind, long lease) {
    return PushRule.heard(push, result(kind, PushProtocol.WEBSUB, FEED, lease), NOW);
  }

  private static PushResult result(
      PushResultKind kind, PushProtocol protocol, String topic, long lease) {
    return result(kind, protocol, topic, lease, NOW);
  }

  private static PushResult result(
      PushResultKind kind, PushProtocol protocol, String topic, long lease, long at) {
    return new PushResult(
        FEED, kind, protocol, topic, lease, null, null, 0L, null, Instant.ofEpochMilli(at));
  }

  private static FeedHints offering(PushTarget target) {
    return new FeedHints(null, 0, 0, 0, 0, 0, Quiet.NEVER, target);
  }
}
