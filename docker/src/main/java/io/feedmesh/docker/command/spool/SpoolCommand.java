package io.feedmesh.docker.command.spool;

import io.feedmesh.docker.command.CommandLines;
import io.feedmesh.docker.role.WatchLogCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code feedmesh spool}. */
@Command(
    name = "spool",
    subcommands = {
      SpoolLsCommand.class,
      SpoolCatCommand.class,
      SpoolVerifyCommand.class,
      SpoolRebuildCommand.class,
      SpoolExportCommand.class,
      WatchLogCommand.class
    },
    description = {
      "An edge's spool: one gzip file for each feed, under the feed's own address.",
      "ls, cat, verify and export only look, so the edge may go on with its work meanwhile."
          + " watch-log stands in for an edge where a static server serves the spool."
    },
    footer = {
      "",
      "Examples:",
      "  feedmesh spool ls --long https://example.org/",
      "  feedmesh spool cat https://example.org/feed.xml",
      "  feedmesh spool verify --repair",
      "  feedmesh spool rebuild --name edge1 --spool /var/lib/feedmesh/spool",
      "  feedmesh spool export mirror.tar",
      "  feedmesh spool watch-log /var/log/nginx/access.log --name edge1"
    })
public final class SpoolCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw CommandLines.commandExpected(spec);
  }
}
