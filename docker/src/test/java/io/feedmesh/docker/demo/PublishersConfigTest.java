package io.feedmesh.docker.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishersConfigTest {
  private static final Path STATE = Path.of("state");

  @Test
  void aDozenBlogsPostEveryFiveSecondsByDefault() {
    PublishersConfig config = PublishersConfig.defaults(STATE);

    assertThat(config.blogs()).isEqualTo(12);
    assertThat(config.pace()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.historyPace()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.port()).isZero();
    assertThat(config.demoFeeds()).isNull();
    assertThat(config.receiver()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 12, PT5S, PT3S, port",
    "65536, 12, PT5S, PT3S, port",
    "0, -1, PT5S, PT3S, number of blogs",
    "0, 1001, PT5S, PT3S, number of blogs",
    "0, 0, PT5S, PT3S, nothing to publish",
    "0, 12, PT0S, PT3S, pace of the blogs",
    "0, 12, PT-1S, PT3S, pace of the blogs",
    "0, 12, PT9000H, PT3S, pace of the blogs",
    "0, 12, PT5S, PT0.009S, pace of the histories",
  })
  void saysWhatIsWrong(int port, int blogs, Duration pace, Duration historyPace, String what) {
    assertThatThrownBy(
            () -> new PublishersConfig(STATE, port, blogs, pace, null, historyPace, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(what)
        .hasMessageContaining("expected");
  }

  @ParameterizedTest
  @CsvSource({"https://localhost:8081", "localhost:8081", "/RPC2", "http:///x"})
  void refusesAReceiverThatCanNotBePinged(URI receiver) {
    Duration pace = Duration.ofSeconds(5);

    assertThatThrownBy(() -> new PublishersConfig(STATE, 0, 1, pace, null, pace, receiver))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected http://host:port")
        .hasMessageContaining(receiver.toString());
  }
}
