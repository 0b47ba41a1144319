package io.feedmesh.docker.bench.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.feedmesh.docker.Main;
import io.feedmesh.docker.command.Cli;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EdgeBenchCommandTest {
  private static final String FIGURES =
      " +[1-9]\\d* +\\d+\\.\\d +\\d+\\.\\d\\d +\\d+\\.\\d+ +\\d+\\.\\d+";

  @Test
  @Tag("nginx")
  void holdsTheEdgeAgainstNginx() {
    requireTools();

    Cli.Result result =
        run(
            "--case=unchanged,misses,http2,idle",
            "--files=50",
            "--rounds=1",
            "--time=1s",
            "--warm-up=1s",
            "--connections=8",
            "--idle=20");

    assertThat(result.exit()).as(result.err()).isZero();
    for (String name : List.of("unchanged", "misses", "http2")) {
      assertThat(result.out())
          .containsPattern(name + " +nginx" + FIGURES)
          .containsPattern(name + " +nginx, open_file_cache" + FIGURES)
          .containsPattern(name + " +feedmesh edge" + FIGURES);
    }
    assertThat(result.out())
        .containsPattern("unchanged +bare Jetty" + FIGURES)
        .containsPattern("access log of the edge: [1-9]\\d+ requests, \\d+ lines dropped \\(")
        .containsPattern("idle: 20 connections take -?\\d+ MB");
  }

  @Test
  @Tag("nginx")
  void hitsGoOnWhileAnEdgeCatchesUp() {
    requireTools();

    Cli.Result result = run("--case=catch-up", "--files=600", "--warm-up=1s");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out())
        .containsPattern(
            "catch-up: 30000 versions in \\d+\\.\\d s; hits at 2000 a second, for [1-9]")
        .containsPattern("catch-up +afterwards" + FIGURES)
        .containsPattern("catch-up +catching up" + FIGURES);
  }

  @Test
  void refusesNonsense() {
    assertThat(run("--case=cold").err()).contains("--case: expected some of [random, hot");
    assertThat(run("--files=0").err()).contains("--files, --rounds, --connections");
    assertThat(run("--files=0").exit()).isEqualTo(2);
  }

  @Test
  void saysHowToInstallWhatIsMissing() {
    assertThat(Tool.H2LOAD.missing())
        .isEqualTo("h2load was not found: apt-get install --no-install-recommends nghttp2-client");
  }

  /** Skips where one is missing, unless {@code FEEDMESH_REQUIRE_NGINX=true}. */
  private static void requireTools() {
    List<String> missing =
        Arrays.stream(Tool.values())
            .filter(tool -> tool.find().isEmpty())
            .map(Tool::missing)
            .toList();
    if (!missing.isEmpty()) {
      assertThat(System.getenv("FEEDMESH_REQUIRE_NGINX")).as("%s", missing).isNotEqualTo("true");
    }
    assumeTrue(missing.isEmpty(), "skipped: " + missing);
  }

  private static Cli.Result run(String... options) {
    String[] args =
        Stream.concat(Stream.of("bench", "edge"), Stream.of(options)).toArray(String[]::new);
    return Cli.run(Main.commandLine(Map.of()), args);
  }
}
