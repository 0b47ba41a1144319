package io.feedmesh.docker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.Main;
import io.feedmesh.docker.command.Cli;
import io.feedmesh.docker.command.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParseCommandTest {
  @TempDir Path folder;

  @Test
  void comparesTheParsersOverAFolderAndLeavesOutWhatOneOfThemRefuses() throws IOException {
    Files.write(folder.resolve("feed.xml"), SyntheticFeeds.document(1, 1));
    Files.writeString(folder.resolve("page.html"), "<html><body/></html>");

    Result result = run("--feeds", folder.toString(), "--rounds", "1");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith("1 documents, 1 left out\n")
        .containsPattern("Rome +\\d+ ratio 1\\.00")
        .containsPattern("Feedmesh +\\d+ ratio \\d+\\.\\d\\d");
  }

  @Test
  void nonsenseIsRefused() {
    assertThat(run("--rounds", "0").err()).contains("--rounds: expected at least 1, found 0");
    assertThat(run("--feeds", folder.resolve("none").toString()).err()).contains("a folder");
    assertThat(run("--feeds", folder.toString()).err()).contains("there is no file in");
  }

  private static Result run(String... options) {
    String[] args = new String[options.length + 2];
    args[0] = "bench";
    args[1] = "parse";
    System.arraycopy(options, 0, args, 2, options.length);
    return Cli.run(Main.commandLine(Map.of()), args);
  }
}
