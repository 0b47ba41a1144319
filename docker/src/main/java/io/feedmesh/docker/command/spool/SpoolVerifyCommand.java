package io.feedmesh.docker.command.spool;

import io.feedmesh.consumers.spool.SpoolFolder;
import io.feedmesh.consumers.spool.SpoolFormatException;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.docker.command.CommonOptions;
import io.feedmesh.docker.command.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh spool verify}. */
@Command(
    name = "verify",
    description = {
      "Reads every file of a spool and names the damaged ones.",
      "Its name must be a feed's, the gzip whole, checksums and hash right, the record that"
          + " of the feed, the date its Last-Modified. Exit code 1 if there are any that were not"
          + " repaired."
    },
    footer = {
      "",
      "A repair moves a damaged file to .damaged in the spool's folder and gives wrong dates right;",
      "the edge then reads its views again, at once if it runs, else when it starts.",
      "",
      "Examples:",
      "  feedmesh spool verify",
      "  feedmesh spool verify --repair --spool /var/lib/feedmesh/spool"
    })
final class SpoolVerifyCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;
  @Mixin private SpoolOption spool;

  @Option(
      names = "--repair",
      description = "Move damaged files away, so that the edge has them again.")
  private boolean repair;

  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger whole = new AtomicInteger();
  private final AtomicInteger damaged = new AtomicInteger();
  private SpoolFolder folder;

  @Override
  public Integer call() throws IOException {
    folder = spool.folder();
    List<Path> files = folder.files();
    Progress shown =
        new Progress(
            () -> "verified " + done.get() + " of " + files.size() + " files",
            options.err(),
            files.size() >= 1000);
    try {
      files.parallelStream().forEach(this::file);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      shown.end();
    }
    options
        .out()
        .printf(
            "%d files whole, %d damaged%s%n",
            whole.get(), damaged.get(), repair && damaged.get() > 0 ? " and repaired" : "");
    return damaged.get() == 0 || repair ? 0 : 1;
  }

  private void file(Path file) {
    try {
      SpooledFeed feed = folder.verified(file).feed();
      if (folder.dated(file, feed) || feed.spooledAt() != folder.look(file).spooledAt()) {
        whole.incrementAndGet(); // the latter: replaced meanwhile
      } else {
        problem(file, "its date is not its Last-Modified");
        if (repair) {
          folder.date(file, feed);
        }
      }
    } catch (NoSuchFileException e) {
      // removed meanwhile
    } catch (SpoolFormatException e) {
      damaged(file, e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    } finally {
      done.incrementAndGet();
    }
  }

  private void damaged(Path file, SpoolFormatException problem) {
    problem(file, problem.getMessage());
    if (repair) {
      try {
        var unused = folder.setAside(file);
      } catch (IOException e) {
        throw new UncheckedIOException(file + " cannot be moved: " + e.getMessage(), e);
      }
    }
  }

  private void problem(Path file, String problem) {
    damaged.incrementAndGet();
    synchronized (this) {
      options.out().println(file + ": " + problem);
    }
  }
}
