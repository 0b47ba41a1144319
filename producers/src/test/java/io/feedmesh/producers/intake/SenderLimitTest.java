package io.feedmesh.producers.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SenderLimitTest {
  private static final long SECOND = 1_000_000_000L;

  private final SenderLimit limit = new SenderLimit(2);

  @Test
  void tenSecondsWorthAtOnceThenTheRate() {
    assertThat(allowed("192.0.2.1", 100, 0)).isEqualTo(20);
    assertThat(allowed("192.0.2.1", 100, SECOND)).isEqualTo(2);
    assertThat(allowed("192.0.2.1", 100, SECOND)).isZero();
    assertThat(allowed("192.0.2.1", 100, 3 * SECOND)).isEqualTo(4);
    assertThat(allowed("192.0.2.1", 100, 1000 * SECOND)).isEqualTo(20);
  }

  @Test
  void askingInVainCostsNothing() {
    allowed("192.0.2.1", 5000, 0);

    assertThat(allowed("192.0.2.1", 100, SECOND / 2)).isEqualTo(1);
  }

  @Test
  void eachAddressHasItsOwn() {
    allowed("192.0.2.1", 100, 0);

    assertThat(allowed("192.0.2.2", 100, 0)).isEqualTo(20);
  }

  @Test
  void anIpv6NetworkIsOneSender() {
    allowed("2001:db8::1", 100, 0);

    assertThat(allowed("2001:db8::ffff:2", 100, 0)).isZero();
    assertThat(allowed("2001:db8:0:1::1", 100, 0)).isEqualTo(20);
  }

  @Test
  void loopbackHasNoLimit() {
    assertThat(allowed("127.0.0.1", 1000, 0)).isEqualTo(1000);
    assertThat(allowed("::1", 1000, 0)).isEqualTo(1000);
  }

  private int allowed(String address, int tries, long nanos) {
    int allowed = 0;
    for (int i = 0; i < tries; i++) {
      allowed += limit.allows(address, nanos) ? 1 : 0;
    }
    return allowed;
  }
}
