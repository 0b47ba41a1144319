package io.feedmesh.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoringTest {
  private static final TopicPartition PARTITION = new TopicPartition("changelog", 0);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final Restoring restoring = new Restoring(AppName.VIEWS, () -> now);

  @Test
  void nothingHasProgressedBeforeSomethingIsRestored() {
    assertThat(restoring.progressedWithin(MINUTE)).isFalse();
  }

  @Test
  void eachBatchIsProgressForItsTime() {
    restoring.onRestoreStart(PARTITION, "store", 0, 1000);
    now = now.plus(MINUTE.multipliedBy(5));
    assertThat(restoring.progressedWithin(MINUTE)).isFalse();

    restoring.onBatchRestored(PARTITION, "store", 500, 500);
    assertThat(restoring.progressedWithin(MINUTE)).isTrue();
    now = now.plus(MINUTE).plusMillis(1);
    assertThat(restoring.progressedWithin(MINUTE)).isFalse();

    restoring.onRestoreEnd(PARTITION, "store", 1000);
    assertThat(restoring.progressedWithin(MINUTE)).isTrue();
  }
}
