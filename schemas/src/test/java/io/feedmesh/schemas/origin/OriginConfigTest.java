package io.feedmesh.schemas.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OriginConfigTest {
  private static final FeedUrl URL = FeedUrl.parse("https://example.org/");

  @Test
  void privateOriginsAreRefusedUnlessAllowed() {
    assertThat(OriginConfig.of("a", false).addresses()).isSameAs(AddressPolicy.PUBLIC_ONLY);
    assertThat(OriginConfig.of("a", true).addresses()).isSameAs(AddressPolicy.PRIVATE_TOO);
  }

  @Test
  void nonsenseIsNamed() {
    OriginConfig config = OriginConfig.of("a", false);

    assertThatThrownBy(() -> config.withMaxRedirects(51)).hasMessageContaining("redirects");
    assertThatThrownBy(() -> config.withMaxConnectionsPerHost(0))
        .hasMessageContaining("connections");
    assertThatThrownBy(() -> config.withBodyMemory(0)).hasMessageContaining("memory");
    assertThatThrownBy(() -> new OriginRequest(URL, Map.of(), Duration.ZERO, 1))
        .hasMessageContaining("timeout");
    assertThatThrownBy(() -> new OriginRequest(URL, Map.of(), Duration.ofSeconds(1), 0))
        .hasMessageContaining("body");
  }

  @Test
  void memoryIsGivenBackAndSmallBodiesAlwaysHaveSome() {
    BodyMemory memory = new BodyMemory(1000);

    assertThat(memory.take(0, 900)).isTrue();
    assertThat(memory.take(BodyMemory.SMALL, 200)).isFalse();
    assertThat(memory.take(0, 200)).isTrue();
    assertThat(memory.used()).isEqualTo(1100);

    memory.giveBack(1100);
    assertThat(memory.take(BodyMemory.SMALL, 200)).isTrue();
    assertThat(memory.used()).isEqualTo(200);
  }
}
