package io.feedmesh.producers.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a sender spreads its pings, it never gets more than ten seconds' worth and the rate. */
class SenderLimitPropertyTest {
  private static final long SECOND = 1_000_000_000L;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 20, 1000})
  void inNoSpanOfTimeMoreIsAllowedThanTheDepthAndTheRate(int perSecond) {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    SenderLimit limit = new SenderLimit(perSecond);
    Deque<Long> allowed = new ArrayDeque<>();
    long now = 0;
    for (int i = 0; i < 20_000; i++) {
      now += random.nextInt(3) == 0 ? random.nextInt((int) SECOND) / perSecond : 0;
      if (limit.allows("192.0.2.7", now)) {
        allowed.add(now);
        while (allowed.peek() < now - 5 * SECOND) {
          allowed.remove();
        }
        assertThat(allowed.size())
            .as("within 5 s, seed %d", seed)
            .isLessThanOrEqualTo(perSecond * 10 + perSecond * 5 + 1);
      }
    }
    assertThat(allowed).isNotEmpty();
  }

  @Test
  void whoeverKeepsToTheRateIsNeverTurnedAway() {
    SenderLimit limit = new SenderLimit(4);
    for (int i = 0; i < 10_000; i++) {
      assertThat(limit.allows("192.0.2.7", i * (SECOND / 4) + i)).as("ping %d", i).isTrue();
    }
  }

  @Test
  void aCrowdOfAddressesIsBoundedAndHarmsNobodyElse() {
    SenderLimit limit = new SenderLimit(1);
    for (int i = 0; i < 120_000; i++) {
      String address = "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255);
      assertThat(limit.allows(address, 0)).isTrue();
    }
    assertThat(limit.allows("2001:db8::1", 0)).isTrue();
  }

  @Test
  void aMappedAddressIsTheOneThatItMaps() {
    SenderLimit limit = new SenderLimit(1);
    for (int i = 0; i < 100; i++) {
      limit.allows("::ffff:192.0.2.9", 0);
    }
    assertThat(limit.allows("192.0.2.9", 0)).isFalse();
  }
}
