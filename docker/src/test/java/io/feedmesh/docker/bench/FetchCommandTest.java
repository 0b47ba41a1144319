package io.feedmesh.docker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.Main;
import io.feedmesh.docker.command.Cli;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FetchCommandTest {
  @Test
  void printsRatesRatiosAndWhereTheTimeGoes() {
    Cli.Result result =
        Cli.run(
            Main.commandLine(Map.of()),
            "bench",
            "fetch",
            "--fetches=200",
            "--in-flight=20",
            "--rounds=1");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out())
        .containsPattern("304: bare loop +[1-9]\\d*")
        .containsPattern("304: fetcher +[1-9]\\d* ratio \\d\\.\\d\\d")
        .containsPattern("20 KB changed: bare loop +[1-9]\\d*")
        .containsPattern("20 KB changed: fetcher +[1-9]\\d* ratio \\d\\.\\d\\d")
        .containsPattern(
            "CPU µs of a 304: HTTP client, results of 304s \\d+; JVM -?\\d+; Kafka producer");
    assertThat(result.err()).contains("304s: round 1", "documents: round 1");
  }

  @Test
  void refusesNonsense() {
    Cli.Result result =
        Cli.run(Main.commandLine(Map.of()), "bench", "fetch", "--fetches=1", "--rounds=1");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("--fetches: expected at least 100");
  }
}
