package io.feedmesh.consumers.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BodyMemoryTest {
  @Test
  void bodiesLeaveAQuarterOfWhatTheProcessMayHaveToWhoeverElseNeedsIt() {
    assertThat(BodyMemory.within(1000, 4000)).isEqualTo(1000);
    assertThat(BodyMemory.within(3000, 4000)).isEqualTo(3000);
    assertThat(BodyMemory.within(3001, 4000)).isEqualTo(3000);
    assertThat(BodyMemory.within(Long.MAX_VALUE, 4000)).isEqualTo(3000);
  }

  @Test
  void theLimitIsThatOfThisProcess() {
    long limit = BodyMemory.limit();

    assertThat(limit).isBetween((long) ByteBuffer.allocateDirect(1 << 20).capacity(), 1L << 50);
  }
}
