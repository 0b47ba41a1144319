package io.feedmesh.docker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.Main;
import io.feedmesh.docker.command.Cli;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartCommandTest {
  @Test
  void startsAnEdgeOnManyFeedsAndTellsWhatOneCosts() {
    Cli.Result result =
        Cli.run(Main.commandLine(Map.of()), "bench", "start", "--feeds=3000", "--hot=200");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("3000 feeds, 200 of them hot")
        .containsPattern("first answer, hot +\\d+\\.\\d\\d s")
        .containsPattern("first 304, cold +\\d+\\.\\d\\d s")
        .containsPattern("bare look into each file +\\d+\\.\\d\\d s")
        .containsPattern("cold feed in the spool +[2-4]\\d\\d\\.\\d\\d bytes of heap")
        .containsPattern("cold feed on disk +2\\d\\d\\.\\d\\d bytes");
  }

  @Test
  void refusesNonsense() {
    Cli.Result result = Cli.run(Main.commandLine(Map.of()), "bench", "start", "--hot=0");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("expected at least 1 hot one");
  }
}
