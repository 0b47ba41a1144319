package io.feedmesh.docker.command.cluster;

import io.feedmesh.docker.command.CommandLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code feedmesh topics}. */
@Command(
    name = "topics",
    subcommands = {
      TopicsCreateCommand.class,
      TopicsCheckCommand.class,
      TopicsDescribeCommand.class
    },
    description = "The catalogue of topics against a cluster.",
    footer = {
      "",
      "Examples:",
      "  feedmesh topics create --bootstrap-servers kafka1:9092 --replication 3",
      "  feedmesh topics check",
      "  feedmesh topics describe"
    })
public final class TopicsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw CommandLines.commandExpected(spec);
  }
}
