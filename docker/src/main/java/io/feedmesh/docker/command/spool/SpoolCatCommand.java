package io.feedmesh.docker.command.spool;

import io.feedmesh.consumers.spool.SpoolFolder;
import io.feedmesh.consumers.spool.SpoolFormatException;
import io.feedmesh.docker.command.CommandException;
import io.feedmesh.docker.command.CommonOptions;
import io.feedmesh.docker.command.StandardOutput;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code feedmesh spool cat}. */
@Command(
    name = "cat",
    description = {
      "A feed's document as its origin sent it, byte for byte.",
      "All of it is checked first: a damaged one is not printed."
    },
    footer = {
      "",
      "Examples:",
      "  feedmesh spool cat https://example.org/feed.xml | xmllint --format -",
      "  feedmesh spool cat --raw https://example.org/feed.xml > feed.xml.gz"
    })
final class SpoolCatCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;
  @Mixin private SpoolOption spool;

  @Parameters(paramLabel = "URL", description = "The feed.")
  private FeedUrl url;

  @Option(names = "--raw", description = "The file as it is, which is gzip.")
  private boolean raw;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write to this file, which must not be there yet (default: standard output).")
  private Path output;

  @Override
  public Integer call() throws IOException {
    byte[] content = content(spool.folder());
    try (OutputStream out = StandardOutput.orFile(output)) {
      out.write(content);
    } catch (FileAlreadyExistsException e) {
      throw options.usageError(output + " is there already: name another, or remove it");
    }
    return 0;
  }

  private byte[] content(SpoolFolder folder) throws IOException {
    Path file = SpoolFolder.file(url);
    try {
      byte[] bytes = folder.bytes(file);
      byte[] document = SpoolFolder.verified(file, bytes).document();
      return raw ? bytes : document;
    } catch (NoSuchFileException e) {
      throw new CommandException("the spool does not have " + url + ": see feedmesh spool ls", e);
    } catch (SpoolFormatException e) {
      throw new CommandException(
          file + " is damaged: " + e.getMessage() + "; feedmesh spool verify --repair mends it", e);
    }
  }
}
