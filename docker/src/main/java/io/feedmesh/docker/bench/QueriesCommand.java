package io.feedmesh.docker.bench;

import io.feedmesh.docker.command.CommonOptions;
import java.util.ArrayList;
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
      "What an entry costs that is held against stored queries over all feeds, beside trying each"
          + " query on it, in the same run.",
      "Trust the ratios: times depend on the machine and on what else it does."
    },
    footer = {"", "Example:", "  feedmesh bench queries --queries 1000,10000,100000"})
final class QueriesCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Option(
      names = "--queries",
      paramLabel = "N",
      split = ",",
      defaultValue = "1000,10000,100000",
      description = "How many are stored, one run for each (default: ${DEFAULT-VALUE}).")
  private List<Integer> queries = new ArrayList<>();

  @Option(
      names = "--entries",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Entries in a run (default: ${DEFAULT-VALUE}).")
  private int entries;

  @Override
  public Integer call() {
    if (entries < 1 || queries.stream().anyMatch(count -> count < 1)) {
      throw common.usageError("queries and entries: expected at least 1");
    }
    QueriesBench bench =
        new QueriesBench(entries, step -> common.err().println("bench queries: " + step));
    common
        .out()
        .printf(
            "%10s %8s %12s %16s %8s %8s %8s %10s %14s%n",
            "queries",
            "found",
            "CPU µs/entry",
            "trying each: µs",
            "ratio",
            "p50 ms",
            "p99 ms",
            "store: s",
            "heap: B/query");
    for (int count : queries) {
      QueriesBench.Result result = bench.run(count);
      common
          .out()
          .printf(
              Locale.ROOT,
              "%10d %8.1f %12.1f %16.0f %8.1f %8.3f %8.3f %10.2f %14.0f%n",
              result.queries(),
              result.found(),
              result.micros(),
              result.naiveMicros(),
              result.naiveMicros() / result.micros(),
              result.times().at(0.5),
              result.times().at(0.99),
              result.storeSeconds(),
              result.heapBytes());
      common.out().flush();
    }
    return 0;
  }
}
