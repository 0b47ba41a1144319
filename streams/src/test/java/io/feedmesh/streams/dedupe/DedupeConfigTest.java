package io.feedmesh.streams.dedupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.streams.parse.ParseBounds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DedupeConfigTest {
  @Test
  void remembersAMonthByDefault() {
    assertThat(DedupeConfig.DEFAULT.remember()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void refusesARememberTimeOutOfBounds() {
    assertThatThrownBy(
            () -> new DedupeConfig(Duration.ofSeconds(1), 20_000, ParseBounds.DEFAULT, false))
        .hasMessageContaining("1 minute to 10 years");
  }

  @Test
  void refusesToRememberLessThanADocumentHolds() {
    assertThatThrownBy(() -> new DedupeConfig(Duration.ofDays(1), 10, ParseBounds.DEFAULT, false))
        .hasMessageContaining("at least the 10000");
  }
}
