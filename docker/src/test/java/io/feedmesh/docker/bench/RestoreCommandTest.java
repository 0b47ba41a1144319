package io.feedmesh.docker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.Main;
import io.feedmesh.docker.command.Cli;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestoreCommandTest {
  @Test
  void measuresBothStartsAndTheBytesOfAnEntry() {
    Cli.Result result =
        Cli.run(Main.commandLine(Map.of()), "bench", "restore", "--feeds=200", "--entries=30");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("200 feeds with 30 entries each")
        .containsPattern("in the changelog +[45]\\d\\.\\d\\d bytes/entry")
        .containsPattern("start with the disk +\\d+\\.\\d\\d s")
        .containsPattern("start without it +\\d+\\.\\d\\d s")
        .containsPattern("restored +\\d+\\.\\d\\d feeds/s");
  }

  @Test
  void refusesNonsense() {
    Cli.Result result = Cli.run(Main.commandLine(Map.of()), "bench", "restore", "--entries=0");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("feeds and entries: expected at least 1");
  }
}
