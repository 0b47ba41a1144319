package io.feedmesh.docker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.Main;
import io.feedmesh.docker.command.Cli;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryCommandTest {
  @Test
  void measuresEachNumberOfStoredQueries() {
    Cli.Result result = run("--stored", "100,300", "--entries", "50");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith("50 entries for each\n\n100 stored queries\n")
        .contains("\n300 stored queries\n")
        .containsPattern("queries that find an entry +[1-9][\\d.]+\n")
        .containsPattern("times cheaper +[\\d.]+\n")
        .containsPattern("p99 +[\\d.]+ ms/entry\n")
        .containsPattern("to store all +[\\d.]+ s\n");
  }

  @Test
  void refusesNonsense() {
    assertThat(run("--stored", "10,0").err()).contains("expected at least 1");
    assertThat(run("--stored", "10", "--entries", "0").err()).contains("expected at least 1");
  }

  private static Cli.Result run(String... options) {
    return Cli.run(
        Main.commandLine(Map.of()),
        "bench",
        "queries",
        options[0],
        options[1],
        options.length > 2 ? options[2] : "--entries",
        options.length > 3 ? options[3] : "1");
  }
}
