package io.feedmesh.docker.bench;

import io.feedmesh.docker.command.CommonOptions;
import io.feedmesh.docker.process.Workspace;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh bench fetch}. */
@Command(
    name = "fetch",
    description = {
      "How many fetches one fetcher does in a second of CPU time, for 304s and for changed documents"
          + " of 20 KB, beside a bare loop of the same HTTP client against the same origin in the"
          + " same run. Broker and origin are in a process of their own, which is not counted; nor is, on"
          + " Linux, the JVM's compiler.",
      "Trust the ratios: times depend on the machine and on what else it does."
    },
    footer = {"", "Example:", "  feedmesh bench fetch --rounds 5"})
final class FetchCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Option(
      names = "--fetches",
      paramLabel = "N",
      defaultValue = "200000",
      description =
          "304s in a round; a quarter as many documents. Fewer than 100,000 measure the JVM's warming up, too (default: ${DEFAULT-VALUE}).")
  private int fetches;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      defaultValue = "100",
      description = "Requests at once, in both (default: ${DEFAULT-VALUE}).")
  private int inFlight;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Rounds; medians are printed (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Override
  public Integer call() throws Exception {
    if (fetches < 100 || inFlight < 1 || rounds < 1) {
      throw common.usageError("--fetches: expected at least 100; --in-flight, --rounds: 1");
    }
    try (Workspace workspace = new Workspace()) {
      FetchBench.Results results =
          new FetchBench(fetches, inFlight, rounds, this::progress).run(workspace.folder());
      common.out().printf("%-36s %14s%n", "", "fetches/CPU s");
      line("304: bare loop", results.unmodified().loop(), "");
      line("304: fetcher", results.unmodified().fetcher(), ratio(results.unmodified()));
      line("20 KB changed: bare loop", results.changed().loop(), "");
      line("20 KB changed: fetcher", results.changed().fetcher(), ratio(results.changed()));
      stages("of a 304", results.unmodified());
      stages("of a changed document", results.changed());
      common.out().flush();
      return 0;
    }
  }

  private void line(String what, double perCpuSecond, String ratio) {
    common.out().printf(Locale.ROOT, "%-36s %14.0f %s%n", what, perCpuSecond, ratio);
  }

  private void stages(String what, FetchBench.Result result) {
    common.out().printf("%nCPU µs %s:", what);
    result
        .micros()
        .forEach((stage, micros) -> common.out().printf(Locale.ROOT, " %s %.0f;", stage, micros));
    common.out().println();
  }

  private static String ratio(FetchBench.Result result) {
    return String.format(Locale.ROOT, "ratio %.2f", result.ratio());
  }

  private void progress(String step) {
    common.err().println("bench fetch: " + step);
    common.err().flush();
  }
}
