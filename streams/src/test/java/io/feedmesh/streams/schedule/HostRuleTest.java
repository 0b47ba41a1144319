package io.feedmesh.streams.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.streams.schedule.HostRule.Decision.Go;
import io.feedmesh.streams.schedule.HostRule.Decision.Wait;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostRuleTest {
  private final HostRule rule = new HostRule(ScheduleConfig.DEFAULT); // 1 s, 2 in flight

  @Test
  void anIdleHostMayBeAsked() {
    assertThat(rule.decide("h", HostState.IDLE, 1)).isEqualTo(new Go());
  }

  @Test
  void theGapIsKept() {
    HostState host = HostState.IDLE.asked(10_000);

    assertThat(rule.decide("h", host, 10_999)).isEqualTo(new Wait(11_000));
    assertThat(rule.decide("h", host, 11_000)).isEqualTo(new Go());
  }

  @Test
  void noMoreThanTwoAreInFlightUntilOneLandsOrIsVoid() {
    HostState host = HostState.IDLE.requested("a", 1_000, 61_000).requested("b", 5_000, 65_000);

    assertThat(rule.decide("h", host, 20_000)).isEqualTo(new Wait(61_000));
    assertThat(rule.decide("h", host.landed("b"), 20_000)).isEqualTo(new Go());
    assertThat(rule.decide("h", host, 61_000)).isEqualTo(new Go());
    assertThat(host.landed("unknown")).isSameAs(host);
  }

  @Test
  void aRefusalIsObeyedAndALaterOneCanOnlyLengthenIt() {
    HostState host = HostState.IDLE.with(HostWish.NONE.again(90_000, 1).again(50_000, 2));

    assertThat(rule.decide("h", host, 89_999)).isEqualTo(new Wait(90_000));
    assertThat(rule.decide("h", host, 90_000)).isEqualTo(new Go());
  }

  @Test
  void eachRefusalDoublesTheGapAndEachQuietHourHalvesIt() {
    long hour = 3_600_000;
    HostWish wish = HostWish.NONE;
    for (int i = 0; i < 10; i++) {
      wish = wish.again(0, 0);
    }

    assertThat(wish.gap(1_000, 0)).as("64 times at most").isEqualTo(64_000);
    assertThat(wish.gap(1_000, 2 * hour)).isEqualTo(16_000);
    assertThat(wish.gap(1_000, 9 * hour)).isEqualTo(1_000);
    assertThat(wish.over(5 * hour)).isFalse();
    assertThat(wish.over(6 * hour)).isTrue();
    HostState host = HostState.IDLE.with(HostWish.NONE.again(0, 5_000)).asked(10_000);
    assertThat(rule.decide("h", host, 11_000)).isEqualTo(new Wait(12_000));
  }

  @Test
  void aHostWithBoundsOfItsOwnHasThem() {
    HostBounds slow =
        new HostBounds(
            "*.slow.example",
            Optional.empty(),
            Optional.empty(),
            Optional.of(Duration.ofSeconds(9)),
            Optional.of(1));
    HostRule own = new HostRule(ScheduleConfigTest.with(slow));
    HostState host = HostState.IDLE.asked(10_000);

    assertThat(own.decide("a.slow.example", host, 12_000)).isEqualTo(new Wait(19_000));
    assertThat(own.decide("quick.example", host, 12_000)).isEqualTo(new Go());
    assertThat(own.decide("slow.example", host.requested("a", 1, 99_000), 30_000))
        .isEqualTo(new Wait(99_000));
  }

  @Test
  void aCrawlDelayIsKeptForADayWithinBoundsAndDoubledByRefusals() {
    long hour = 3_600_000;
    HostWish wish = HostWish.NONE.crawlDelay(10_000, hour);

    assertThat(wish.gap(1_000, hour)).isEqualTo(10_000);
    assertThat(wish.gap(20_000, hour)).isEqualTo(20_000);
    assertThat(wish.again(0, hour).gap(1_000, hour)).isEqualTo(20_000);
    assertThat(wish.gap(1_000, 25 * hour)).isEqualTo(1_000);
    assertThat(wish.over(25 * hour - 1)).isFalse();
    assertThat(wish.over(25 * hour)).isTrue();
    assertThat(wish.crawlDelay(0, hour)).isEqualTo(wish);
    assertThat(wish.crawlDelay(10_000, 12 * hour)).as("need not be stored again").isSameAs(wish);
    assertThat(wish.crawlDelay(10_000, 13 * hour).gap(1_000, 30 * hour)).isEqualTo(10_000);
    assertThat(HostWish.NONE.crawlDelay(Long.MAX_VALUE, hour).gap(1, hour)).isEqualTo(hour / 4);
    assertThat(HostWish.NONE.crawlDelay(-1, hour)).isEqualTo(HostWish.NONE);
  }
}
