package io.feedmesh.consumers.spool;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;

/**
 * What a spool does to a disk, step by step: any of these may fail, and tests have each of them do
 * so. Safe for use by several threads for different files.
 */
interface Disk {
  /** The one of this machine. */
  Disk REAL = new Real();

  /** A new file, or another content for one. */
  void write(Path file, byte[] content, boolean sync) throws IOException;

  /** More at the end of a file, which is made if it is missing. */
  void append(Path file, byte[] content, boolean sync) throws IOException;

  /** Sets when it was last modified, in milliseconds since 1970. */
  void date(Path file, long modified) throws IOException;

  /** In one step, so that there is always the one file or the other. */
  void move(Path from, Path to) throws IOException;

  /** With all folders that it is in. */
  void makeFolder(Path folder) throws IOException;

  /** Waits until the folder's names are on the disk. */
  void syncFolder(Path folder) throws IOException;

  /** A file or an empty folder, if it is there. */
  void delete(Path path) throws IOException;

  /** The whole file. */
  byte[] read(Path file) throws IOException;

  /** To read parts of a file. */
  FileChannel open(Path file) throws IOException;

  /** Bytes that this process could still write. */
  long free(Path folder) throws IOException;

  /** The one of this machine. */
  final class Real implements Disk {
    @Override
    public void write(Path file, byte[] content, boolean sync) throws IOException {
      put(file, content, sync, false);
    }

    @Override
    public void append(Path file, byte[] content, boolean sync) throws IOException {
      put(file, content, sync, true);
    }

    private static void put(Path file, byte[] content, boolean sync, boolean append)
        throws IOException {
      // No FileChannel: it closes when its thread is interrupted.
      try (FileOutputStream out = new FileOutputStream(file.toFile(), append)) {
        out.write(content);
        if (sync) {
          out.getFD().sync();
        }
      }
    }

    @Override
    public void date(Path file, long modified) throws IOException {
      Files.setLastModifiedTime(file, FileTime.fromMillis(modified));
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
      Files.createDirectories(folder);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
    }

    @Override
    public void delete(Path path) throws IOException {
      Files.deleteIfExists(path);
    }

    @Override
    public byte[] read(Path file) throws IOException {
      return Files.readAllBytes(file);
    }

    @Override
    public FileChannel open(Path file) throws IOException {
      return FileChannel.open(file, StandardOpenOption.READ);
    }

    @Override
    public long free(Path folder) throws IOException {
      return Files.getFileStore(folder).getUsableSpace();
    }
  }
}
