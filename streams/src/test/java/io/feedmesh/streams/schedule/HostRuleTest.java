package io.feedmesh.streams.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.streams.schedule.HostRule.Decision.Go;
import io.feedmesh.streams.schedule.HostRule.Decision.Wait;
import org.junit.jupiter.api.Test;

class HostRuleTest {
  private final HostRule rule = new HostRule(ScheduleConfig.DEFAULT); // 1 s, 2 in flight

  @Test
  void anIdleHostMayBeAsked() {
    assertThat(rule.decide(HostState.IDLE, 1)).isEqualTo(new Go());
  }

  @Test
  void theGapIsKept() {
    HostState host = HostState.IDLE.asked(10_000);

    assertThat(rule.decide(host, 10_999)).isEqualTo(new Wait(11_000));
    assertThat(rule.decide(host, 11_000)).isEqualTo(new Go());
  }

  @Test
  void noMoreThanTwoAreInFlightUntilOneLandsOrIsVoid() {
    HostState host = HostState.IDLE.requested("a", 1_000, 61_000).requested("b", 5_000, 65_000);

    assertThat(rule.decide(host, 20_000)).isEqualTo(new Wait(61_000));
    assertThat(rule.decide(host.landed("b"), 20_000)).isEqualTo(new Go());
    assertThat(rule.decide(host, 61_000)).isEqualTo(new Go());
    assertThat(host.landed("unknown")).isSameAs(host);
  }

  @Test
  void aRefusalIsObeyedAndALaterOneCanOnlyLengthenIt() {
    HostState host = HostState.IDLE.notBefore(90_000).notBefore(50_000);

    assertThat(rule.decide(host, 89_999)).isEqualTo(new Wait(90_000));
    assertThat(rule.decide(host, 90_000)).isEqualTo(new Go());
  }
}
