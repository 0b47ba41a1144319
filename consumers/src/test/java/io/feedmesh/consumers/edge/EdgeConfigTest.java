package io.feedmesh.consumers.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.consumers.expire.ExpireRules;
import io.feedmesh.consumers.spool.SpoolConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EdgeConfigTest {
  private static EdgeConfig config(
      String name, int port, Duration lease, List<String> clients, long bytes) {
    SubscriberConfig d =
        SubscriberConfig.defaults(name, Optional.of(SpoolConfig.in(Path.of("spool"))));
    return new EdgeConfig(
        d.keeping(lease, ExpireRules.DEFAULT),
        port,
        false,
        clients,
        Duration.ofSeconds(1),
        bytes,
        EdgeLimits.DEFAULT,
        "",
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void hasTheDefaultsOfTheDesign() {
    EdgeConfig config = EdgeConfig.defaults(Path.of("spool"));

    assertThat(config.name()).isEqualTo("edge");
    assertThat(config.port()).isEqualTo(8080);
    assertThat(config.allowPrivateOrigins()).isFalse();
    assertThat(config.allowClients()).contains("127.0.0.0/8").doesNotContain("0.0.0.0/0");
    assertThat(config.subscriber().readershipInterval()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void saysWhatIsWrong() {
    Duration day = Duration.ofDays(1);
    assertThatThrownBy(() -> config("a b", 1, day, List.of(), 1))
        .hasMessageContaining("edge name: expected")
        .hasMessageContaining("a b");
    assertThatThrownBy(() -> config("a", 65_536, day, List.of(), 1))
        .hasMessageContaining("port: expected 0 to 65535, found 65536");
    assertThatThrownBy(() -> config("a", 1, Duration.ZERO, List.of(), 1))
        .hasMessageContaining("lease: expected at least");
    assertThatThrownBy(() -> config("a", 1, day, List.of("here"), 1))
        .hasMessageContaining("allowed clients: expected");
    assertThatThrownBy(() -> config("a", 1, day, List.of(), 0)).hasMessageContaining("bytes");
  }
}
