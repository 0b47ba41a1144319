package io.feedmesh.docker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.Main;
import io.feedmesh.docker.command.Cli;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScheduleCommandTest {
  @Test
  void measuresEachFeedAnsweredOnce() {
    Cli.Result result = Cli.run(Main.commandLine(Map.of()), "bench", "schedule", "--feeds=300");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("300 followed feeds")
        .containsPattern("CPU of a subscription, a request and its answer +[1-9]\\d*\\.\\d µs/feed")
        .containsPattern("CPU of a tick while nothing is due \\(50 a second\\) +[\\d.]+ µs")
        .containsPattern("disk +[1-9]\\d*\\.\\d bytes/feed");
  }

  @Test
  void refusesNonsense() {
    Cli.Result result = Cli.run(Main.commandLine(Map.of()), "bench", "schedule", "--feeds=0");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("feeds: expected at least 1");
  }
}
