package io.feedmesh.consumers.subscribe;

import static io.feedmesh.consumers.subscribe.LeaseRule.Decision.KEEP;
import static io.feedmesh.consumers.subscribe.LeaseRule.Decision.RENEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.subscribe.LeaseRule.Lease;
import org.junit.jupiter.api.Test;

class LeaseRuleTest {
  private static final long LENGTH = 1000;
  private static final Lease LEASE = new Lease(2000, 1000);

  private static LeaseRule.Decision at(Lease lease, long askedAt, long now) {
    return LeaseRule.decide(lease, askedAt, LENGTH, now);
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
  void neverShortens() {
    assertThat(LeaseRule.until(null, LENGTH, 50)).isEqualTo(1050);
    assertThat(LeaseRule.until(LEASE, LENGTH, 1600)).isEqualTo(2600);
    assertThat(LeaseRule.until(new Lease(9000, 0), LENGTH, 1600)).isEqualTo(9000);
  }
}
