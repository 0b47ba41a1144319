package io.feedmesh.consumers.subscribe;

import static io.feedmesh.consumers.subscribe.LeaseRule.Decision.KEEP;
import static io.feedmesh.consumers.subscribe.LeaseRule.Decision.RENEW;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeaseRuleTest {
  private static final long LENGTH = 1000;
  private static final Held LEASE = new Held(2000, 1000, true, null);

  private static LeaseRule.Decision at(Held lease, long askedAt, long now) {
    return LeaseRule.decide(lease, askedAt, LENGTH, 100_000, now);
  }

  @Test
  void whatHasNoLeaseGetsOne() {
    assertThat(at(null, 5, 10)).isEqualTo(RENEW);
  }

  @Test
  void renewsInTheSecondHalfIfAskedForSinceTheLastTime() {
    assertThat(at(LEASE, 1200, 1400)).isEqualTo(KEEP);
    assertThat(at(LEASE, 1200, 1500)).isEqualTo(KEEP);
    assertThat(at(LEASE, 1200, 1501)).isEqualTo(RENEW);
    assertThat(at(LEASE, 1000, 1999)).isEqualTo(KEEP);
  }

  @Test
  void whatNobodyAskedForSinceLapses() {
    assertThat(at(LEASE, 900, 2500)).isEqualTo(KEEP);
    assertThat(at(LEASE, 1900, 2500)).isEqualTo(RENEW);
  }

  @Test
  void whatIsColdIsHotAgainWhenAskedFor() {
    Held cold = new Held(2000, 1000, false, null);

    assertThat(at(cold, 1000, 1100)).isEqualTo(KEEP);
    assertThat(at(cold, 1001, 1100)).isEqualTo(RENEW);
  }

  @Test
  void renewsBeforeAFeedWouldGoColdForALaterProcess() {
    assertThat(LeaseRule.decide(LEASE, 1050, LENGTH, 200, 1100)).isEqualTo(KEEP);
    assertThat(LeaseRule.decide(LEASE, 1050, LENGTH, 200, 1101)).isEqualTo(RENEW);
    assertThat(LeaseRule.decide(LEASE, 1000, LENGTH, 200, 1101)).isEqualTo(KEEP);
  }

  @Test
  void neverShortens() {
    assertThat(LeaseRule.until(null, LENGTH, 50)).isEqualTo(1050);
    assertThat(LeaseRule.until(LEASE, LENGTH, 1600)).isEqualTo(2600);
    assertThat(LeaseRule.until(new Held(9000, 0, true, null), LENGTH, 1600)).isEqualTo(9000);
  }
}
