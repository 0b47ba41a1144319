package io.feedmesh.consumers.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second process out of a spool, and this process from opening it twice; the system frees
 * it when a process dies.
 */
final class SpoolLock implements AutoCloseable {
  /** POSIX: closing any channel to a file frees this process's locks on it, so none is opened. */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private SpoolLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  static SpoolLock take(Path given) throws IOException {
    Path folder = given.toRealPath();
    if (!OURS.add(folder)) {
      throw new SpoolInUseException(given);
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() != null) {
        return new SpoolLock(folder, channel);
      }
    } catch (IOException e) {
      release(folder, channel);
      throw e;
    }
    release(folder, channel);
    throw new SpoolInUseException(given);
  }

  private static void release(Path folder, FileChannel channel) throws IOException {
    OURS.remove(folder);
    if (channel != null) {
      channel.close();
    }
  }

  @Override
  public void close() {
    try {
      release(folder, channel);
    } catch (IOException e) {
      throw new UncheckedIOException("the spool's lock was not released", e);
    }
  }
}
