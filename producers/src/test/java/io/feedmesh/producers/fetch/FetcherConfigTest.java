package io.feedmesh.producers.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetcherConfigTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @Test
  void aThousandAtOnceFromPublicOriginsByDefault() {
    assertThat(FetcherConfig.defaults().inFlight()).isEqualTo(1000);
    assertThat(FetcherConfig.defaults().allowPrivateOrigins()).isFalse();
    assertThat(FetcherConfig.defaults().timeout()).isEqualTo(TIMEOUT);
  }

  @Test
  void nonsenseIsNamedWithWhatWasFound() {
    assertThatThrownBy(() -> new FetcherConfig("", 1, TIMEOUT, 9999, 5, false, "x"))
        .hasMessageContaining("name");
    assertThatThrownBy(() -> new FetcherConfig("f", 0, TIMEOUT, 9999, 5, false, "x"))
        .hasMessageContaining("in flight")
        .hasMessageContaining("found 0");
    assertThatThrownBy(() -> new FetcherConfig("f", 1, Duration.ZERO, 9999, 5, false, "x"))
        .hasMessageContaining("timeout")
        .hasMessageContaining("PT0S");
    assertThatThrownBy(() -> new FetcherConfig("f", 1, TIMEOUT, 1, 5, false, "x"))
        .hasMessageContaining("largest document");
    assertThatThrownBy(() -> new FetcherConfig("f", 1, TIMEOUT, 9999, 51, false, "x"))
        .hasMessageContaining("redirects");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "a)b", "line\r\nbreak", "caf\u00e9"})
  void aContactThatWouldBreakUserAgentIsRefused(String contact) {
    assertThatThrownBy(() -> new FetcherConfig("f", 1, TIMEOUT, 9999, 5, false, contact))
        .hasMessageContaining("contact");
  }

  @Test
  void noFromAndNoRobotsUnlessAskedFor() {
    assertThat(FetcherConfig.defaults().from()).isEmpty();
    assertThat(FetcherConfig.defaults().robots()).isFalse();
    assertThat(FetcherConfig.defaults().with("bot@example.org", true).from())
        .isEqualTo("bot@example.org");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bot", "b ot@example.org", "bot@example.org\r\nX: y", "@"})
  void aFromThatIsNoMailAddressIsRefused(String from) {
    assertThatThrownBy(() -> FetcherConfig.defaults().with(from, false))
        .hasMessageContaining("from");
  }

  @Test
  void userAgentNamesVersionContactAndSubscribers() {
    UserAgent userAgent = new UserAgent("mailto:bot@example.org");

    assertThat(userAgent.of(0))
        .matches(
            "Feedmesh/[0-9]+\\.[0-9]+\\.[0-9]+\\S* \\(\\+mailto:bot@example\\.org; 0 subscribers\\)");
    assertThat(userAgent.of(1)).endsWith("; 1 subscriber)");
  }
}
