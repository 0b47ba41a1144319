package io.feedmesh.consumers.spool;

import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whole files in a spool's folder: each is written under {@code .tmp}, then renamed. Whatever step
 * fails, there is the file before or the one after, and at most an unfinished one, which the next
 * start removes. Safe for use by several threads for different feeds.
 */
final class SpoolFiles {
  private static final String UNFINISHED = ".tmp";
  private static final String LOSSY = ".lossy";
  private static final int ATTEMPTS = 10;

  private final Path root;
  private final boolean fsync;
  private final Disk disk;
  private final AtomicLong counter = new AtomicLong();

  SpoolFiles(Path root, boolean fsync, Disk disk) throws IOException {
    this.root = root;
    this.fsync = fsync;
    this.disk = disk;
    makeFolders();
  }

  /** The spool's own folders, if they are not there. */
  void makeFolders() throws IOException {
    if (!Files.isDirectory(unfinished(root))) {
      disk.makeFolder(unfinished(root));
    }
  }

  static Path unfinished(Path root) {
    return root.resolve(UNFINISHED);
  }

  /** The file that is there from when files of feeds were lost until the views are read again. */
  static Path lossy(Path root) {
    return root.resolve(LOSSY);
  }

  Path path(FeedUrl url) {
    return root.resolve(SpoolPath.of(url).toString());
  }

  byte[] read(FeedUrl url) throws IOException {
    return disk.read(path(url));
  }

  long free() throws IOException {
    return disk.free(root);
  }

  /** Bytes of the file that it wrote. */
  int write(SpooledFeed feed, ByteBuffer payload) throws IOException {
    byte[] header = SpoolFile.header(feed, payload);
    byte[] whole = Arrays.copyOf(header, header.length + payload.remaining());
    payload.duplicate().get(whole, header.length, payload.remaining());
    Path part = unfinished(root).resolve(counter.incrementAndGet() + ".part");
    try {
      disk.write(part, whole, fsync);
      disk.date(part, feed.modified());
      rename(part, path(feed.url()));
    } catch (IOException e) {
      dropUnfinished(part, e);
      throw e;
    }
    return whole.length;
  }

  private void dropUnfinished(Path part, IOException problem) {
    try {
      disk.delete(part);
    } catch (IOException e) {
      problem.addSuppressed(e); // the next start removes it
    }
  }

  private void rename(Path part, Path file) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        disk.move(part, file);
        break;
      } catch (NoSuchFileException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        // The first feed in its folder, or the removal of its last one took it away meanwhile.
        disk.makeFolder(file.getParent());
      }
    }
  }

  /** Waits until the disk knows the feed's file by its name, if that is wanted. */
  void sync(FeedUrl url) throws IOException {
    if (fsync) {
      disk.syncFolder(path(url).getParent());
    }
  }

  /** Removes a feed's file, and the folders that it leaves empty. */
  void remove(FeedUrl url) throws IOException {
    Path file = path(url);
    disk.delete(file);
    Path folder = file.getParent();
    while (!folder.equals(root)) {
      try {
        disk.delete(folder);
      } catch (DirectoryNotEmptyException e) {
        return;
      }
      folder = folder.getParent();
    }
  }

  boolean lossy() {
    return Files.exists(lossy(root));
  }

  void setLossy(boolean is) throws IOException {
    if (is) {
      disk.write(lossy(root), new byte[0], fsync);
    } else {
      disk.delete(lossy(root));
    }
  }
}
