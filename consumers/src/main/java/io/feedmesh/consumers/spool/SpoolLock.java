package io.feedmesh.consumers.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second process out of a spool, and this process from opening it twice; the system frees
 * it when a process dies. Not for several threads.
 */
final class SpoolLock implements AutoCloseable {
  /** POSIX: closing any channel to a file frees this process's locks on it, so none is opened. */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private static final String FILE = ".lock";

  private final Path folder;
  private FileChannel channel;
  private Object key;

  private SpoolLock(Path folder) {
    this.folder = folder;
  }

  static SpoolLock take(Path given) throws IOException {
    Path folder = given.toRealPath();
    if (!OURS.add(folder)) {
      throw new SpoolInUseException(given);
    }
    SpoolLock lock = new SpoolLock(folder);
    boolean taken = false;
    try {
      taken = lock.lock();
    } finally {
      if (!taken) {
        OURS.remove(folder);
      }
    }
    if (!taken) {
      throw new SpoolInUseException(given);
    }
    return lock;
  }

  private boolean lock() throws IOException {
    Path file = folder.resolve(FILE);
    FileChannel opened =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (opened.tryLock() != null) {
        key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        channel = opened;
      }
    } finally {
      if (channel != opened) {
        opened.close();
      }
    }
    return channel == opened;
  }

  /** Whether the folder still is the one that was taken: somebody may have removed it. */
  boolean holds() throws IOException {
    try {
      Path file = folder.resolve(FILE);
      Object found = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      return channel.isOpen() && Objects.equals(key, found);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /**
   * Takes the folder that has come in the place of the one taken.
   *
   * @throws IOException if it cannot be written, or another process has it
   */
  void takeAgain() throws IOException {
    channel.close();
    if (!lock()) {
      throw new IOException(folder + " was taken away, and another process has the one there now");
    }
  }

  @Override
  public void close() {
    OURS.remove(folder);
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the spool's lock was not released", e);
    }
  }
}
