package io.feedmesh.docker.bench;

import io.feedmesh.docker.command.CommonOptions;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh bench queries}. */
@Command(
    name = "queries",
    description = {
      "What it costs to find the stored queries over all feeds that an entry matches, beside trying"
          + " each of them on the entry in the same run; what a stored query takes of the heap, and"
          + " how long they take to be restored.",
      "Trust the ratios: times depend on the machine and on what else it does."
    },
    footer = {
      "",
      "Examples:",
      "  feedmesh bench queries",
      "  feedmesh bench queries --stored 1000000 --entries 500"
    })
final class QueryCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Option(
      names = "--stored",
      paramLabel = "N",
      split = ",",
      defaultValue = "1000,10000,100000",
      description = "Stored queries, a list (default: ${DEFAULT-VALUE}).")
  private List<Integer> stored;

  @Option(
      names = "--entries",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Entries for each (default: ${DEFAULT-VALUE}).")
  private int entries;

  @Override
  public Integer call() {
    if (entries < 1 || stored.stream().anyMatch(queries -> queries < 1)) {
      throw common.usageError("stored and entries: expected at least 1");
    }
    QueryBench bench = new QueryBench(entries, this::progress);
    List<QueryBench.Result> results = stored.stream().map(bench::run).toList();
    PrintWriter out = common.out();
    out.printf("%d entries for each%n%n", entries);
    results.forEach(this::print);
    out.flush();
    return 0;
  }

  private void progress(String step) {
    common.err().println("bench queries: " + step);
    common.err().flush();
  }

  private void print(QueryBench.Result result) {
    common.out().printf(Locale.ROOT, "%,d stored queries%n", result.queries());
    line("queries that find an entry", result.found(), "");
    line("CPU, each query tried", result.trialMicros(), "µs/entry");
    line("CPU", result.matchMicros(), "µs/entry");
    line("  times cheaper", result.trialMicros() / result.matchMicros(), "");
    line("CPU, a query changed before each", result.changingMicros(), "µs/entry");
    line("p50", result.millis().at(0.5), "ms/entry");
    line("p99", result.millis().at(0.99), "ms/entry");
    line("CPU, p99", result.cpuMillis().at(0.99), "ms/entry");
    line("heap", result.heapBytesPerQuery(), "bytes/query");
    line("to store all", result.registerSeconds(), "s");
    common.out().println();
  }

  private void line(String what, double value, String unit) {
    String line = String.format(Locale.ROOT, "  %-34s %12.2f %s", what, value, unit);
    common.out().println(line.stripTrailing());
  }
}
