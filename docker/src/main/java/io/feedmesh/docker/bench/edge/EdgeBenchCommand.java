package io.feedmesh.docker.bench.edge;

import io.feedmesh.docker.command.CommonOptions;
import io.feedmesh.docker.process.Workspace;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh bench edge}. */
@Command(
    name = "edge",
    description = {
      "What an edge takes of the CPU for a request, beside nginx (gzip_static, one worker; also with"
          + " open_file_cache) and a bare handler of the same HTTP server, over the same files of"
          + " 22.5 KB (8.2 KB as gzip), in alternating rounds, with access logs on. Needs Linux, nginx,"
          + " wrk, and for HTTP/2 h2load.",
      "Cases: random feeds, one hot feed, unchanged (304), 1 %% misses (both ask the same origin; nginx"
          + " keeps nothing of it), HTTP/2 in clear, from file (the edge without memory for bodies),"
          + " hits at a steady pace while an edge catches up with 30,000 changes and afterwards, and the memory of"
          + " idle connections. Elsewhere the edge runs without Kafka. The JVMs' compilers are not counted.",
      "Trust the ratios: they are medians of CPU time beside nginx in the same round, less is better. Rates and"
          + " latencies depend on the machine, and on what the load itself takes of it."
    },
    footer = {
      "",
      "Examples:",
      "  feedmesh bench edge",
      "  feedmesh bench edge --case random,unchanged --rounds 9"
    })
public final class EdgeBenchCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Option(
      names = "--case",
      paramLabel = "NAME",
      split = ",",
      description = "random, hot, unchanged, misses, http2, file, catch-up, idle (default: all).")
  private List<String> cases;

  @Option(
      names = "--files",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Feeds (default: ${DEFAULT-VALUE}).")
  private int files;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds of each case (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--time",
      paramLabel = "D",
      defaultValue = "3s",
      description = "Time of each server in a round (default: ${DEFAULT-VALUE}).")
  private Duration time;

  @Option(
      names = "--warm-up",
      paramLabel = "D",
      defaultValue = "12s",
      description = "Load of each JVM before a case, not counted (default: ${DEFAULT-VALUE}).")
  private Duration warmUp;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "64",
      description = "Connections of the load (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--idle",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Connections that are only kept (default: ${DEFAULT-VALUE}).")
  private int idle;

  @Override
  public Integer call() throws Exception {
    EdgeBenchConfig config =
        common.checked(
            () -> new EdgeBenchConfig(chosen(), files, rounds, time, warmUp, connections, idle));
    List<Tool> tools = new ArrayList<>(List.of(Tool.NGINX, Tool.WRK));
    if (config.cases().contains(Case.HTTP2) || config.cases().contains(Case.CATCH_UP)) {
      tools.add(Tool.H2LOAD);
    }
    progress("looks for " + tools);
    for (Tool tool : tools) {
      if (tool.find().isEmpty()) {
        throw common.usageError(tool.missing());
      }
    }
    try (Workspace workspace = new Workspace()) {
      common.out().printf("%d files, load %s before%n", files, load());
      line("", "", "requests/s", "CPU µs", "ratio", "p50 ms", "p99 ms");
      new EdgeBench(config, this::progress)
          .run(workspace.folder(), this::print, this::print, this::print, this::print);
      return 0;
    }
  }

  private List<Case> chosen() {
    if (cases == null) {
      return List.of(Case.values());
    }
    Set<Case> chosen = EnumSet.noneOf(Case.class);
    for (String name : cases) {
      chosen.add(
          Case.of(name)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "--case: expected some of " + Case.titles() + ", found " + name)));
    }
    return List.copyOf(chosen);
  }

  private void print(Case what, List<Comparison> all) {
    for (Comparison one : all) {
      line(
          what.title(),
          one.server(),
          figure(one.median(turn -> turn.result().perSecond()), 0),
          figure(one.median(Comparison.Turn::micros), 1),
          figure(one.ratioTo(all.get(0)), 2),
          figure(one.median(turn -> turn.result().p50()), 2),
          figure(one.median(turn -> turn.result().p99()), 2));
    }
  }

  private void print(EdgeBench.Logged logged) {
    if (logged.requests() > 0) {
      common
          .out()
          .printf(
              Locale.ROOT,
              "access log of the edge: %.0f requests, %.0f lines dropped (%.2f %%)%n",
              logged.requests(),
              logged.dropped(),
              100 * logged.dropped() / logged.requests());
      common.out().flush();
    }
  }

  private void print(CatchUp.Result result) {
    common
        .out()
        .printf(
            Locale.ROOT,
            "catch-up: %d versions in %.1f s; hits at %d a second, for %d s each:%n",
            result.versions(),
            result.seconds(),
            result.perSecond(),
            result.meanwhile().turns());
    print(Case.CATCH_UP, List.of(result.afterwards(), result.meanwhile()));
  }

  private void print(EdgeBench.Idle idle) {
    common
        .out()
        .printf(
            Locale.ROOT,
            "idle: %d connections take %.0f MB%n",
            idle.connections(),
            idle.bytes() / 1e6);
    common.out().flush();
  }

  private void line(Object... columns) {
    common.out().printf("%-10s %-22s %11s %8s %6s %8s %8s%n", columns);
    common.out().flush();
  }

  private static String figure(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private static String load() {
    return figure(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), 1);
  }

  private void progress(String step) {
    common.err().println("bench edge: " + step);
    common.err().flush();
  }
}
