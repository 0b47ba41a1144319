package io.feedmesh.docker.bench;

import io.feedmesh.docker.bench.edge.EdgeBenchCommand;
import io.feedmesh.docker.bench.politeness.PolitenessCommand;
import io.feedmesh.docker.command.CommandLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code feedmesh bench CASE}: what this machine can take, as ratios to its limits. */
@Command(
    name = "bench",
    subcommands = {
      PipelineCommand.class,
      FetchCommand.class,
      ParseCommand.class,
      DedupeCommand.class,
      ViewsCommand.class,
      RestoreCommand.class,
      ScheduleCommand.class,
      FollowCommand.class,
      QueryCommand.class,
      PolitenessCommand.class,
      EdgeBenchCommand.class,
      StartCommand.class
    },
    description =
        "Measures what this machine can take, as ratios to limits measured in the same run.",
    footer = {
      "",
      "Examples:",
      "  feedmesh bench pipeline",
      "  feedmesh bench fetch",
      "  feedmesh bench parse",
      "  feedmesh bench dedupe",
      "  feedmesh bench views",
      "  feedmesh bench queries",
      "  feedmesh bench politeness",
      "  feedmesh bench edge",
      "  feedmesh bench start"
    })
public final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw CommandLines.commandExpected(spec);
  }
}
