package io.feedmesh.docker.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.streams.schedule.HostBounds;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class HostBoundsConverterTest {
  private final HostBoundsConverter converter = new HostBoundsConverter();

  @Test
  void readsEachBoundAndLeavesTheOthersAsForAll() {
    HostBounds all =
        converter.convert("*.example.org: min-interval=10m, max-interval=6h,gap=5s,in-flight=1");
    HostBounds one = converter.convert("example.org:gap=250ms");

    assertThat(all.pattern()).isEqualTo("*.example.org");
    assertThat(all.minInterval()).contains(Duration.ofMinutes(10));
    assertThat(all.maxInterval()).contains(Duration.ofHours(6));
    assertThat(all.gap()).contains(Duration.ofSeconds(5));
    assertThat(all.inFlight()).contains(1);
    assertThat(one.gap()).contains(Duration.ofMillis(250));
    assertThat(one.minInterval()).isEmpty();
    assertThat(one.inFlight()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.org",
        "example.org:",
        ":gap=5s",
        "example.org:gap",
        "example.org:speed=5",
        "example.org:in-flight=many",
        "exa mple:gap=5s",
        "example.org:min-interval=2h,max-interval=1h",
      })
  void saysWhatItExpectedOfNonsense(String text) {
    assertThatThrownBy(() -> converter.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("expected");
  }
}
