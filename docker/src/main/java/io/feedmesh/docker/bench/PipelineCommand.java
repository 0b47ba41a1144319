package io.feedmesh.docker.bench;

import io.feedmesh.docker.command.CommonOptions;
import io.feedmesh.docker.process.Workspace;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh bench pipeline}. */
@Command(
    name = "pipeline",
    description = {
      "How many changes this machine takes from 'changes' to spool and entries, beside two bare"
          + " loops over the same records in the same run, and how long a ping takes to reach the"
          + " spool and a live reader.",
      "Trust the ratios: times depend on the machine and on what else it does."
    },
    footer = {"", "Example:", "  feedmesh bench pipeline --rounds 5"})
final class PipelineCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Option(
      names = "--feeds",
      paramLabel = "N",
      defaultValue = "200",
      description = "Feeds (default: ${DEFAULT-VALUE}).")
  private int feeds;

  @Option(
      names = "--versions",
      paramLabel = "N",
      defaultValue = "10",
      description = "New versions of each feed in a round (default: ${DEFAULT-VALUE}).")
  private int versions;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Rounds; medians are printed (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "10",
      description = "Duplicates for each changed document (default: ${DEFAULT-VALUE}).")
  private int repeats;

  @Option(
      names = "--pings",
      paramLabel = "N",
      defaultValue = "200",
      description = "Pings for the latency; 0 for none (default: ${DEFAULT-VALUE}).")
  private int pings;

  @Override
  public Integer call() throws Exception {
    if (feeds < 1 || versions < 1 || rounds < 1 || repeats < 1 || pings < 0) {
      throw common.usageError("feeds, versions, rounds and repeats: expected at least 1");
    }
    try (Workspace workspace = new Workspace()) {
      PipelineBench bench =
          new PipelineBench(feeds, versions, rounds, repeats, step -> progress(step));
      PipelineBench.Result result = bench.run(workspace.folder().resolve("throughput"));
      print(result);
      if (pings > 0) {
        progress("latency of " + pings + " pings");
        print(new Latency().run(workspace.folder().resolve("latency"), pings));
      }
      return 0;
    }
  }

  private void progress(String step) {
    common.err().println("bench pipeline: " + step);
    common.err().flush();
  }

  private void print(PipelineBench.Result result) {
    PrintWriter out = common.out();
    out.printf(
        Locale.ROOT,
        "%d processors, JDK %s, %d feeds of %d bytes, %d rounds of %d changes%n%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.version().feature(),
        feeds,
        SyntheticFeeds.document(0, 0).length,
        rounds,
        feeds * versions);
    RateTable table = new RateTable(out);
    table.line("changed: loop of consume, parse, produce", result.parseLoop(), result.parseLoop());
    table.line("changed: pipeline to spool and entries", result.changed(), result.parseLoop());
    table.line("duplicates: loop of consume, produce", result.copyLoop(), result.copyLoop());
    table.line("duplicates: pipeline", result.duplicates(), result.copyLoop());
    out.println();
    double changes = (double) rounds * feeds * versions;
    out.println("CPU ms for each changed document by stage:");
    result.stageSeconds().entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .forEach(
            stage ->
                out.printf(
                    Locale.ROOT,
                    "  %-12s %.3f%n",
                    stage.getKey(),
                    stage.getValue() * 1000 / changes));
    out.println("slowest stage: " + slowest(result.stageSeconds()));
    out.flush();
  }

  private void print(Latency.Result latency) {
    PrintWriter out = common.out();
    out.println();
    out.printf("%-46s %12s %16s%n", "", "p50 ms", "p99 ms");
    percentiles("ping to spool", latency.toSpool());
    percentiles("ping to a client of the live stream", latency.toClient());
    out.flush();
  }

  private void percentiles(String what, Percentiles times) {
    common.out().printf(Locale.ROOT, "%-46s %12.0f %16.0f%n", what, times.at(0.5), times.at(0.99));
  }

  private static String slowest(Map<String, Double> stages) {
    return stages.entrySet().stream()
        .filter(stage -> !stage.getKey().equals("other"))
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("none");
  }
}
