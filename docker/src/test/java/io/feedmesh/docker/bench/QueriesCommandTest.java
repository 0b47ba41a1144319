package io.feedmesh.docker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.Main;
import io.feedmesh.docker.command.Cli;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueriesCommandTest {
  @Test
  void measuresEachNumberOfQueries() {
    Cli.Result result =
        Cli.run(
            Main.commandLine(Map.of()), "bench", "queries", "--queries=600,900", "--entries=50");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out().lines()).hasSize(3);
    assertThat(result.out())
        .containsPattern("\n +600 +1\\d\\.\\d +\\d+\\.\\d +\\d+ +\\d+\\.\\d +\\d")
        .containsPattern("\n +900 +1\\d\\.\\d ");
  }

  @Test
  void refusesNonsense() {
    Cli.Result result = Cli.run(Main.commandLine(Map.of()), "bench", "queries", "--queries=0");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("queries and entries: expected at least 1");
  }
}
