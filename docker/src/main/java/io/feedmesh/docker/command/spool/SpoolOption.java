package io.feedmesh.docker.command.spool;

import io.feedmesh.consumers.spool.SpoolFolder;
import io.feedmesh.docker.command.CommandException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which spool; a picocli mixin. */
final class SpoolOption {
  @Option(
      names = "--spool",
      paramLabel = "DIR",
      defaultValue = "data/spool",
      description = "Folder of the spool, as the edge has it (default: ./${DEFAULT-VALUE}).")
  private Path spool;

  /** The folder, which may not be there. */
  Path path() {
    return spool;
  }

  /** The folder to look at. */
  SpoolFolder folder() {
    try {
      return new SpoolFolder(spool);
    } catch (NotDirectoryException e) {
      throw new CommandException(
          "there is no spool at " + spool.toAbsolutePath() + ": name the edge's with --spool", e);
    }
  }
}
