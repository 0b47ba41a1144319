package io.feedmesh.consumers.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThroughputTest {
  private final Throughput throughput = new Throughput();

  @Test
  void showsTheGrowthOfEachOfTheLastSixtySeconds() {
    for (int second = 0; second <= 100; second++) {
      throughput.sample((long) second * second);
    }

    List<Long> perSecond = throughput.perSecond();
    assertThat(perSecond).hasSize(60);
    assertThat(perSecond.get(59)).isEqualTo(100L * 100 - 99 * 99);
    assertThat(perSecond.get(0)).isEqualTo(41L * 41 - 40 * 40);
  }

  @Test
  void whatWasThereBeforeTheFirstSampleIsNoGrowth() {
    throughput.sample(1_000_000);
    throughput.sample(1_000_002);

    assertThat(throughput.perSecond()).endsWith(0L, 0L, 2L).doesNotContain(1_000_000L);
  }

  @Test
  void aCounterThatStartsAnewDoesNotGoBelowZero() {
    throughput.sample(10);
    throughput.sample(3);

    assertThat(throughput.perSecond()).containsOnly(0L);
  }
}
