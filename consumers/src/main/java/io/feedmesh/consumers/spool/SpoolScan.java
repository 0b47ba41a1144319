package io.feedmesh.consumers.spool;

import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a spool's folder holds at the start: only headers and trailers are read. What a crash left
 * behind is removed: unfinished files, and feeds' files that are not whole. Files that are no
 * feeds' are left alone.
 */
final class SpoolScan {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolScan.class);

  private final Path root;
  private final SpoolFolder folder;
  private final ConcurrentMap<FeedUrl, SpooledFeed> feeds = new ConcurrentHashMap<>();
  private final ConcurrentMap<FeedUrl, Integer> sizes = new ConcurrentHashMap<>();
  private final AtomicInteger unfinished = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();

  private SpoolScan(Path root, Disk disk) throws IOException {
    this.root = root;
    this.folder = new SpoolFolder(root, disk);
  }

  /**
   * What was found.
   *
   * @param feeds the whole ones
   * @param sizes of their files, in bytes
   * @param unfinished files that were being written, removed
   * @param broken feeds' files that were not whole, removed
   */
  record Found(
      ConcurrentMap<FeedUrl, SpooledFeed> feeds,
      ConcurrentMap<FeedUrl, Integer> sizes,
      int unfinished,
      int broken) {
    /** Bytes of all of them. */
    long bytes() {
      return sizes.values().stream().mapToLong(Integer::longValue).sum();
    }
  }

  static Found scan(Path root, Disk disk) throws IOException {
    SpoolScan scan = new SpoolScan(root, disk);
    try {
      scan.removeUnfinished();
      scan.folder.files().parallelStream().forEach(scan::file);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new Found(scan.feeds, scan.sizes, scan.unfinished.get(), scan.broken.get());
  }

  private void removeUnfinished() throws IOException {
    try (Stream<Path> files = Files.list(SpoolFiles.unfinished(root))) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
        unfinished.incrementAndGet();
      }
    }
  }

  private void file(Path file) {
    if (SpoolPath.feedUrl(file).isEmpty()) {
      return;
    }
    try {
      SpoolFolder.Seen seen = folder.see(file);
      feeds.put(seen.feed().url(), seen.feed());
      sizes.put(seen.feed().url(), (int) seen.bytes());
    } catch (IOException e) {
      if (!Damage.is(e)) {
        throw new UncheckedIOException(e);
      }
      remove(root.resolve(file.toString()), e);
    }
  }

  private void remove(Path file, IOException problem) {
    LOG.warn("removed {} from the spool, not whole: {}", file, problem.getMessage());
    broken.incrementAndGet();
    try {
      Files.write(SpoolFiles.lossy(root), new byte[0]); // before, or a crash would hide the loss
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
