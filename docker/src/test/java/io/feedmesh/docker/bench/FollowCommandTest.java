package io.feedmesh.docker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.Main;
import io.feedmesh.docker.command.Cli;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FollowCommandTest {
  @Test
  void tellsOfFetchesHeapAndCpuAsTimeGoesOn() {
    Cli.Result result =
        Cli.run(
            Main.commandLine(Map.of()),
            "bench",
            "follow",
            "--feeds=60",
            "--hosts=20",
            "--time=30s");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("60 feeds on 20 hosts")
        .containsPattern("heap of the last third to the one before: \\d+\\.\\d\\d");
    long fetches =
        Pattern.compile("(?m)^ +\\d+ +(\\d+) +[\\d.]+ +[\\d.]+$")
            .matcher(result.out())
            .results()
            .mapToLong(line -> Long.parseLong(line.group(1)))
            .sum();
    assertThat(fetches).as(result.out()).isBetween(20L, 60L);
  }

  @Test
  void refusesNonsense() {
    Cli.Result result = Cli.run(Main.commandLine(Map.of()), "bench", "follow", "--time=1s");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("--time: at least 15s");
  }
}
