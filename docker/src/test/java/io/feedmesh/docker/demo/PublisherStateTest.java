package io.feedmesh.docker.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherStateTest {
  private static final Duration PACE = Duration.ofSeconds(5);
  private static final Instant NOW = TestClock.START;

  @TempDir Path directory;

  @Test
  void remembersBaseTimesAndThePort() {
    PublisherState first = new PublisherState(directory.resolve("new/folder"));
    assertThat(first.port()).isZero();
    assertThat(first.base("blogs", PACE, NOW)).isEqualTo(NOW);
    first.port(4321);
    first.save();

    PublisherState second = new PublisherState(directory.resolve("new/folder"));

    assertThat(second.base("blogs", PACE, NOW.plusSeconds(1_000))).isEqualTo(NOW);
    assertThat(second.port()).isEqualTo(4321);
  }

  @Test
  void eachNameHasItsOwnBaseTime() {
    PublisherState state = new PublisherState(directory);
    state.base("blogs", PACE, NOW);

    assertThat(state.base("history./a b/=:#ü/", PACE, NOW.plusSeconds(9)))
        .isEqualTo(NOW.plusSeconds(9));
    state.save();
    assertThat(new PublisherState(directory).base("history./a b/=:#ü/", PACE, NOW))
        .isEqualTo(NOW.plusSeconds(9));
  }

  @Test
  void anotherPaceKeepsWhatHasBeenPublished() {
    PublisherState state = new PublisherState(directory);
    Timeline before = new Timeline(state.base("blogs", PACE, NOW), PACE, 1);
    Instant later = NOW.plusSeconds(1_234);
    Duration slow = Duration.ofMinutes(3);
    Duration fast = Duration.ofMillis(100);

    Timeline slower = new Timeline(state.base("blogs", slow, later), slow, 1);
    Timeline faster = new Timeline(state.base("blogs", fast, later), fast, 1);

    assertThat(slower.latest(later)).isEqualTo(before.latest(later));
    assertThat(faster.latest(later)).isEqualTo(before.latest(later));
  }

  @Test
  void saysWhatToDoAboutAStateThatMakesNoSense() throws IOException {
    Path file = directory.resolve("publishers.properties");
    Files.writeString(file, "blogs.base=yesterday\nport=many\n");
    PublisherState state = new PublisherState(directory);

    assertThatThrownBy(() -> state.base("blogs", PACE, NOW))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("publishers.properties")
        .hasMessageContaining("yesterday")
        .hasMessageContaining("delete");
    assertThatThrownBy(state::port).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesADirectoryThatIsAFile() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> new PublisherState(file)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void leavesNoHalfWrittenFileBehind() throws IOException {
    PublisherState state = new PublisherState(directory);
    state.base("blogs", PACE, NOW);
    state.save();
    state.save();

    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(directory.resolve("publishers.properties"));
    }
  }
}
