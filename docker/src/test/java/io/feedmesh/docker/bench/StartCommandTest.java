package io.feedmesh.docker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.Main;
import io.feedmesh.docker.command.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCommandTest {
  /** In a process of its own: what else a heap holds, and lets go of, would be counted, too. */
  @Test
  void startsAnEdgeOnManyFeedsAndTellsWhatOneCosts(@TempDir Path folder) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process bench =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "bench",
                "start",
                "--feeds=20000",
                "--hot=200")
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();

    assertThat(bench.waitFor()).as(Files.readString(err)).isZero();
    assertThat(Files.readString(out))
        .contains("20000 feeds, 200 of them hot")
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
