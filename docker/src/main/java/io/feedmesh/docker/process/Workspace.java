package io.feedmesh.docker.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder for one run of a benchmark, which goes with the run, however that ends but by SIGKILL.
 * Make and close from one thread.
 */
public final class Workspace implements AutoCloseable {
  private final Path folder;
  private final Thread hook = new Thread(this::deleteIfPossible);

  /** Makes one among the system's temporary files. */
  public Workspace() throws IOException {
    folder = Files.createTempDirectory("feedmesh-bench");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** Bytes of all files in a folder. */
  public static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0).sum();
    }
  }

  /** Deletes it with all that is in it. */
  public static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }

  private void deleteIfPossible() {
    try {
      delete(folder);
    } catch (UncheckedIOException e) {
      // a process of the run may still be ending, and writing there
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // it is running
    }
    delete(folder);
  }
}
