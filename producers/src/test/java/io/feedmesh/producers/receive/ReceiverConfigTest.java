package io.feedmesh.producers.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReceiverConfigTest {
  @Test
  void listensOn8081ByDefault() {
    assertThat(ReceiverConfig.defaults())
        .isEqualTo(new ReceiverConfig(8081, 20, Duration.ofSeconds(15)));
  }

  @Test
  void nonsenseIsNamed() {
    assertThatThrownBy(() -> new ReceiverConfig(65_536, 20, Duration.ofSeconds(15)))
        .hasMessageContaining("port")
        .hasMessageContaining("65536");
    assertThatThrownBy(() -> new ReceiverConfig(-1, 20, Duration.ofSeconds(15)))
        .hasMessageContaining("port");
    assertThatThrownBy(() -> new ReceiverConfig(0, 0, Duration.ofSeconds(15)))
        .hasMessageContaining("pings a second");
  }
}
