package io.feedmesh.docker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.Main;
import io.feedmesh.docker.command.Cli;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DedupeCommandTest {
  @Test
  void printsRatesBesideTransactionalLoops() {
    Cli.Result result =
        Cli.run(
            Main.commandLine(Map.of()),
            "bench",
            "dedupe",
            "--feeds=5",
            "--versions=4",
            "--rounds=1",
            "--repeats=2");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out())
        .containsPattern("changed: loop of consume, parse, produce +\\d+ +\\d+\\.\\d+ +1\\.00")
        .containsPattern("changed: dedupe +-?\\d+")
        .containsPattern("duplicates: loop of consume, produce +\\d+ +\\d+\\.\\d+ +1\\.00")
        .containsPattern("duplicates: dedupe +-?\\d+");
    assertThat(result.err()).contains("round 1 of 1");
  }

  @Test
  void refusesNonsense() {
    assertThat(Cli.run(Main.commandLine(Map.of()), "bench", "dedupe", "--rounds=0").err())
        .contains("expected at least 1");
  }
}
