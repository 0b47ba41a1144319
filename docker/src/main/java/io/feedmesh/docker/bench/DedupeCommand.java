package io.feedmesh.docker.bench;

import io.feedmesh.docker.command.CommonOptions;
import io.feedmesh.docker.process.Workspace;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh bench dedupe}. */
@Command(
    name = "dedupe",
    description = {
      "How many changes the dedupe app takes, exactly once, beside two bare transactional loops over"
          + " the same records in the same run: one copies them, one also parses them and writes"
          + " their documents.",
      "Trust the ratios: times depend on the machine and on what else it does."
    },
    footer = {"", "Example:", "  feedmesh bench dedupe --rounds 5"})
final class DedupeCommand implements Callable<Integer> {
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
      defaultValue = "20",
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

  @Override
  public Integer call() throws Exception {
    if (feeds < 1 || versions < 1 || rounds < 1 || repeats < 1) {
      throw common.usageError("feeds, versions, rounds and repeats: expected at least 1");
    }
    try (Workspace workspace = new Workspace()) {
      DedupeBench.Result result =
          new DedupeBench(feeds, versions, rounds, repeats, this::progress).run(workspace.folder());
      common
          .out()
          .printf(
              Locale.ROOT,
              "%d processors, %d feeds of %d bytes, %d rounds of %d changes%n%n",
              Runtime.getRuntime().availableProcessors(),
              feeds,
              SyntheticFeeds.document(0, 0).length,
              rounds,
              feeds * versions);
      RateTable table = new RateTable(common.out());
      table.line(
          "changed: loop of consume, parse, produce", result.parseLoop(), result.parseLoop());
      table.line("changed: dedupe", result.changed(), result.parseLoop());
      table.line("duplicates: loop of consume, produce", result.copyLoop(), result.copyLoop());
      table.line("duplicates: dedupe", result.duplicates(), result.copyLoop());
      common.out().flush();
      return 0;
    }
  }

  private void progress(String step) {
    common.err().println("bench dedupe: " + step);
    common.err().flush();
  }
}
