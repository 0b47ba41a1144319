package io.feedmesh.docker.command.spool;

import io.feedmesh.consumers.spool.SpoolFolder;
import io.feedmesh.consumers.spool.SpoolFormatException;
import io.feedmesh.consumers.spool.SpooledBody;
import io.feedmesh.docker.command.CommonOptions;
import io.feedmesh.docker.command.Progress;
import io.feedmesh.docker.command.StandardOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code feedmesh spool export}. */
@Command(
    name = "export",
    description = {
      "All feeds of a spool as a tar archive, for mirrors.",
      "Unpacked, it is a spool again, which any static server can serve "
          + "(docker/nginx.conf), and an edge can start with. Each file is checked and a whole "
          + "version; damaged ones are named and left out, with exit code 1."
    },
    footer = {
      "",
      "A mirror that is to be kept fresh may as well run rsync over the spool's folders http and https.",
      "",
      "Examples:",
      "  feedmesh spool export mirror.tar",
      "  feedmesh spool export - | ssh mirror tar -xf - -C /srv/spool"
    })
final class SpoolExportCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;
  @Mixin private SpoolOption spool;

  @Parameters(
      paramLabel = "FILE",
      description = "The archive, which replaces one of that name once it is whole; - is stdout.")
  private Path target;

  private final AtomicInteger exported = new AtomicInteger();
  private int damaged;

  @Override
  public Integer call() throws IOException {
    SpoolFolder folder = spool.folder();
    boolean stdout = target.toString().equals("-");
    Path part = stdout ? null : target.resolveSibling(target.getFileName() + ".part");
    if (!stdout) {
      check();
      Files.deleteIfExists(part); // of a run that was ended
    }
    boolean whole = false;
    try {
      write(folder, part);
      whole = true;
    } finally {
      if (!whole && !stdout) {
        Files.deleteIfExists(part);
      }
    }
    if (!stdout) {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }
    return damaged == 0 ? 0 : 1;
  }

  /** Before all the work, not after it. */
  private void check() {
    if (Files.isDirectory(target)) {
      throw options.usageError(target + " is a folder: name a file for the archive");
    }
    Path parent = target.toAbsolutePath().getParent();
    if (!Files.isDirectory(parent)) {
      throw options.usageError("there is no folder " + parent + " for the archive");
    }
  }

  private void write(SpoolFolder folder, Path part) throws IOException {
    List<Path> files = folder.files().stream().sorted().toList();
    Progress shown =
        new Progress(
            () -> "exported " + exported.get() + " of " + files.size() + " files",
            options.err(),
            true);
    try (var tar = new TarWriter(new BufferedOutputStream(StandardOutput.orFile(part), 1 << 16))) {
      for (Path file : files) {
        add(tar, folder, file);
      }
    } finally {
      shown.end();
    }
  }

  private void add(TarWriter tar, SpoolFolder folder, Path file) throws IOException {
    try {
      byte[] bytes = folder.bytes(file);
      SpooledBody body = SpoolFolder.verified(file, bytes);
      tar.file(file.toString().replace('\\', '/'), bytes, body.feed().modified());
      exported.incrementAndGet();
    } catch (NoSuchFileException e) {
      // removed meanwhile
    } catch (SpoolFormatException e) {
      damaged++;
      options.err().println("feedmesh: left out " + file + ": " + e.getMessage());
    }
  }
}
