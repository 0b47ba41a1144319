package io.feedmesh.docker.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * That a folder belongs to this process, and to one user in it, until closed. The operating system
 * gives the lock back when the process ends, however it ends. Safe for use by several threads.
 */
public final class FolderLock implements AutoCloseable {
  private static final String NAME = ".lock";

  /**
   * Folders held by this process. Looked at before the file is opened: closing any channel on it
   * gives up the process's POSIX lock, whoever took it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the lock, and makes the folder where it is missing.
   *
   * @throws FolderInUseException if somebody has it
   * @throws UncheckedIOException if the folder cannot be made or written
   */
  public static FolderLock take(Path directory) {
    Path folder = made(directory);
    if (!HELD.add(folder)) {
      throw new FolderInUseException(folder, Long.toString(ProcessHandle.current().pid()));
    }
    boolean taken = false;
    try {
      FolderLock lock = new FolderLock(folder, open(folder));
      taken = true;
      return lock;
    } finally {
      if (!taken) {
        HELD.remove(folder);
      }
    }
  }

  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give back the lock on " + folder, e);
    } finally {
      HELD.remove(folder);
    }
  }

  private static Path made(Path directory) {
    try {
      return Files.createDirectories(directory.toAbsolutePath().normalize()).toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make the data folder " + directory + ": " + e.getMessage(), e);
    }
  }

  private static FileChannel open(Path folder) {
    Path file = folder.resolve(NAME);
    FileChannel channel = null;
    boolean locked = false;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new FolderInUseException(folder, Files.readString(file).strip());
      }
      locked = true;
      channel.truncate(0);
      String pid = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + file + ": " + e.getMessage(), e);
    } finally {
      if (!locked) {
        closeQuietly(channel);
      }
    }
  }

  private static void closeQuietly(FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
