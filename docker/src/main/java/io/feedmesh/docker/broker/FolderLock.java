package io.feedmesh.docker.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A folder that one process has for itself: two brokers on one folder would damage it. The lock is
 * the operating system's, so it ends with the process, however that ends.
 */
public final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Makes the folder if it is missing, and takes it.
   *
   * @throws FolderInUseException if another process, or this one, has it
   */
  public static FolderLock take(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return new FolderLock(channel);
        }
      } catch (OverlappingFileLockException e) {
        channel.close();
        throw new FolderInUseException(folder, e);
      }
      channel.close();
      throw new FolderInUseException(folder, null);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot use the folder " + folder + ": " + e.getMessage() + "; choose another", e);
    }
  }

  /** Gives the folder back. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give back a folder", e);
    }
  }
}
