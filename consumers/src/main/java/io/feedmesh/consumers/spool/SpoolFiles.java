package io.feedmesh.consumers.spool;

import io.feedmesh.schemas.url.FeedUrl;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whole files in a spool's folder: each is written under {@code .tmp}, then renamed. Safe for use
 * by several threads for different feeds.
 */
final class SpoolFiles {
  private static final String UNFINISHED = ".tmp";
  private static final int ATTEMPTS = 10;

  private final Path root;
  private final boolean fsync;
  private final AtomicLong counter = new AtomicLong();

  SpoolFiles(Path root, boolean fsync) throws IOException {
    this.root = root;
    this.fsync = fsync;
    Files.createDirectories(unfinished(root));
  }

  static Path unfinished(Path root) {
    return root.resolve(UNFINISHED);
  }

  Path path(FeedUrl url) {
    return root.resolve(SpoolPath.of(url).toString());
  }

  byte[] read(FeedUrl url) throws IOException {
    return Files.readAllBytes(path(url));
  }

  /** Bytes of the file that it wrote. */
  long write(SpooledFeed feed, ByteBuffer payload) throws IOException {
    byte[] header = SpoolFile.header(feed, payload);
    byte[] whole = Arrays.copyOf(header, header.length + payload.remaining());
    payload.duplicate().get(whole, header.length, payload.remaining());
    Path part = unfinished(root).resolve(counter.incrementAndGet() + ".part");
    try {
      // No FileChannel: it closes when its thread is interrupted.
      try (FileOutputStream out = new FileOutputStream(part.toFile())) {
        out.write(whole);
        if (fsync) {
          out.getFD().sync();
        }
      }
      Files.setLastModifiedTime(part, FileTime.fromMillis(feed.modified()));
      rename(part, path(feed.url()));
    } catch (IOException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    return whole.length;
  }

  private void rename(Path part, Path file) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        break;
      } catch (NoSuchFileException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        // The first feed in its folder, or the removal of its last one took it away meanwhile.
        Files.createDirectories(file.getParent());
      }
    }
    if (fsync) {
      try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
        folder.force(true);
      }
    }
  }

  /** Removes a feed's file, and the folders that it leaves empty. */
  void remove(FeedUrl url) throws IOException {
    Path file = path(url);
    Files.deleteIfExists(file);
    Path folder = file.getParent();
    while (!folder.equals(root)) {
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException e) {
        return;
      }
      folder = folder.getParent();
    }
  }
}
