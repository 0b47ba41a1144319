package io.feedmesh.consumers.spool;

import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
  private static final int FIRST_READ = 1024;

  private final Path root;
  private final ConcurrentMap<FeedUrl, SpooledFeed> feeds = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger unfinished = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();

  private SpoolScan(Path root) {
    this.root = root;
  }

  /**
   * What was found.
   *
   * @param feeds the whole ones
   * @param bytes of their files
   * @param unfinished files that were being written, removed
   * @param broken feeds' files that were not whole, removed
   */
  record Found(ConcurrentMap<FeedUrl, SpooledFeed> feeds, long bytes, int unfinished, int broken) {}

  static Found scan(Path root) throws IOException {
    SpoolScan scan = new SpoolScan(root);
    try {
      scan.removeUnfinished();
      for (String scheme : List.of("http", "https")) {
        scan.scheme(root.resolve(scheme));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new Found(scan.feeds, scan.bytes.get(), scan.unfinished.get(), scan.broken.get());
  }

  private void removeUnfinished() throws IOException {
    try (Stream<Path> files = Files.list(SpoolFiles.unfinished(root))) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
        unfinished.incrementAndGet();
      }
    }
  }

  private void scheme(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> gzipped = files.filter(file -> file.toString().endsWith(".gz")).toList();
      gzipped.parallelStream().forEach(this::file);
    }
  }

  private void file(Path file) {
    Optional<FeedUrl> url = SpoolPath.feedUrl(root.relativize(file));
    if (url.isEmpty() || !Files.isRegularFile(file)) {
      return;
    }
    try {
      SpooledFeed feed = read(file);
      if (!feed.url().equals(url.get())) {
        throw new SpoolFormatException("it holds " + feed.url());
      }
      feeds.put(feed.url(), feed);
      bytes.addAndGet(Files.size(file));
    } catch (SpoolFormatException e) {
      remove(file, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remove(Path file, SpoolFormatException problem) {
    LOG.warn("removed {} from the spool, not whole: {}", file, problem.getMessage());
    broken.incrementAndGet();
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SpooledFeed read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      SpoolFile.Header header = header(channel);
      if (channel.size() != header.bytes() + header.length()) {
        throw new SpoolFormatException(
            "expected %d bytes, found %d"
                .formatted(header.bytes() + header.length(), channel.size()));
      }
      ByteBuffer trailer = read(channel, channel.size() - 4, 4);
      if (GzipMember.lengthInTrailer(trailer) != (int) header.feed().size()) {
        throw new SpoolFormatException("its trailer is not that of the document");
      }
      return header.feed();
    }
  }

  private static SpoolFile.Header header(FileChannel channel) throws IOException {
    try {
      return SpoolFile.parse(read(channel, 0, FIRST_READ));
    } catch (SpoolFormatException e) {
      if (channel.size() <= FIRST_READ) {
        throw e;
      }
      return SpoolFile.parse(read(channel, 0, SpoolFile.MAX_HEADER));
    }
  }

  private static ByteBuffer read(FileChannel channel, long position, int most) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(most, channel.size() - position));
    int got = 0;
    while (buffer.hasRemaining() && got >= 0) {
      got = channel.read(buffer, position + buffer.position());
    }
    return buffer.flip();
  }
}
