package io.feedmesh.docker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.Main;
import io.feedmesh.docker.command.Cli;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineCommandTest {
  @Test
  void printsRatesRatiosStagesAndLatencies() {
    Cli.Result result = run("--feeds=5", "--versions=2", "--rounds=1", "--repeats=2", "--pings=2");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out())
        .containsPattern("changed: pipeline to spool and entries +\\d+ +\\d+\\.\\d+ +\\d+\\.\\d\\d")
        .containsPattern("duplicates: pipeline +\\d+")
        .containsPattern("slowest stage: (dedupe|views|edge|broker)")
        .containsPattern("ping to spool +\\d+ +\\d+")
        .containsPattern("ping to a client of the live stream +\\d+ +\\d+");
    assertThat(result.err()).contains("round 1 of 1");
  }

  @Test
  void refusesNonsense() {
    assertThat(run("--rounds=0"))
        .satisfies(r -> assertThat(r.exit()).isEqualTo(2))
        .satisfies(r -> assertThat(r.err()).contains("expected at least 1"));
    assertThat(run("--pings=x").exit()).isEqualTo(2);
  }

  private static Cli.Result run(String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "bench";
    all[1] = "pipeline";
    System.arraycopy(options, 0, all, 2, options.length);
    return Cli.run(Main.commandLine(Map.of()), all);
  }
}
