package io.feedmesh.consumers.spool;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An edge's store of documents: one gzip file for each feed ({@link SpoolPath}, {@link SpoolFile}).
 *
 * <p>A reader gets a whole version, the one before or the one after a write, never a part. A killed
 * process leaves whole files and perhaps unfinished ones under {@code .tmp}, which the next start
 * removes. What is known of the feeds is in memory, rebuilt from the files' headers at the start;
 * bodies that are asked for often are in memory too.
 *
 * <p>One process at a time: a second one is refused. Safe for use by several threads.
 */
public final class Spool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final int LOCKS = 64;
  private static final int BODY_OVERHEAD = 512;

  private final Path folder;
  private final SpoolLock lock;
  private final SpoolFiles files;
  private final ConcurrentMap<FeedUrl, SpooledFeed> feeds;
  private final Cache<FeedUrl, SpooledBody> bodies;
  private final AtomicLong bytes;
  private final AtomicBoolean lossy = new AtomicBoolean();
  private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();
  private final Counter written;
  private final Counter removed;
  private final Counter broken;

  private Spool(
      SpoolConfig config,
      SpoolLock lock,
      SpoolFiles files,
      SpoolScan.Found found,
      MeterRegistry m) {
    this.folder = config.folder();
    this.lock = lock;
    this.files = files;
    this.feeds = found.feeds();
    this.bytes = new AtomicLong(found.bytes());
    this.bodies =
        Caffeine.newBuilder()
            .maximumWeight(config.cachedBytes())
            .weigher((FeedUrl url, SpooledBody body) -> body.gzip().capacity() + BODY_OVERHEAD)
            .executor(Runnable::run)
            .build();
    lossy.set(found.broken() > 0);
    written = m.counter("feedmesh.spool.written");
    removed = m.counter("feedmesh.spool.removed");
    broken = m.counter("feedmesh.spool.broken");
    broken.increment(found.broken());
    m.counter("feedmesh.spool.unfinished").increment(found.unfinished());
    m.gaugeMapSize("feedmesh.spool.feeds", List.of(), feeds);
    m.gauge("feedmesh.spool.bytes", bytes);
  }

  /**
   * Opens a folder, takes it for this process, and reads what it holds.
   *
   * @throws IOException if it cannot be made, read or written
   * @throws SpoolInUseException if another process has it
   */
  public static Spool open(SpoolConfig config, MeterRegistry meters) throws IOException {
    Path folder = Files.createDirectories(config.folder());
    SpoolLock lock = SpoolLock.take(folder);
    try {
      SpoolFiles files = new SpoolFiles(folder, config.fsync());
      long start = System.nanoTime();
      SpoolScan.Found found = SpoolScan.scan(folder);
      LOG.info(
          "spool {}: {} feeds, {} bytes, read in {} ms; removed {} unfinished and {} broken files",
          folder,
          found.feeds().size(),
          found.bytes(),
          (System.nanoTime() - start) / 1_000_000,
          found.unfinished(),
          found.broken());
      return new Spool(config, lock, files, found, meters);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** What came of a version offered to the spool. */
  public enum Outcome {
    /** It is the one that readers get from now on. */
    WRITTEN,
    /** The spool had this very version. */
    SAME,
    /** The spool has a newer one. */
    OLDER
  }

  /**
   * Keeps a version unless the spool has a newer one.
   *
   * @param offered what is known of it
   * @param gzip the document as gzip; the buffer's position does not move
   * @throws SpoolFormatException if the gzip is not the whole document
   * @throws IOException if the file cannot be written; readers get the version before
   */
  public Outcome put(SpooledFeed offered, ByteBuffer gzip) throws IOException {
    synchronized (lockOf(offered.url())) {
      SpooledFeed kept = feeds.get(offered.url());
      VersionRule.Decision decision = VersionRule.decide(kept, offered);
      if (decision != VersionRule.Decision.WRITE) {
        return decision == VersionRule.Decision.SAME ? Outcome.SAME : Outcome.OLDER;
      }
      SpooledFeed feed = Versions.after(kept, offered);
      ByteBuffer payload = GzipMember.payload(gzip, feed);
      long before = kept == null ? 0 : sizeOf(feed.url());
      long after = files.write(feed, payload);
      feeds.put(feed.url(), feed);
      bodies.invalidate(feed.url());
      bytes.addAndGet(after - before);
      written.increment();
      return Outcome.WRITTEN;
    }
  }

  /**
   * Forgets a feed.
   *
   * @return whether the spool had it
   * @throws IOException if its file cannot be removed
   */
  public boolean remove(FeedUrl url) throws IOException {
    synchronized (lockOf(url)) {
      if (!feeds.containsKey(url)) {
        return false;
      }
      long size = sizeOf(url);
      files.remove(url);
      feeds.remove(url);
      bodies.invalidate(url);
      bytes.addAndGet(-size);
      removed.increment();
      return true;
    }
  }

  /** What is known of a feed, from memory; empty if the spool does not have it. */
  public Optional<SpooledFeed> find(FeedUrl url) {
    return Optional.ofNullable(feeds.get(url));
  }

  /** Whether {@link #read} would answer from memory alone. */
  public boolean inMemory(FeedUrl url) {
    SpooledBody cached = bodies.getIfPresent(url);
    return cached != null && cached.feed().equals(feeds.get(url));
  }

  /**
   * A feed with its document, from memory or disk; empty if the spool does not have it, or its file
   * turned out broken, which removes it.
   *
   * @throws IOException if the file is there and cannot be read
   */
  public Optional<SpooledBody> read(FeedUrl url) throws IOException {
    SpooledFeed feed = feeds.get(url);
    if (feed == null) {
      return Optional.empty();
    }
    SpooledBody cached = bodies.getIfPresent(url);
    return cached != null && cached.feed().equals(feed)
        ? Optional.of(cached)
        : Optional.ofNullable(load(feed));
  }

  private SpooledBody load(SpooledFeed feed) throws IOException {
    synchronized (lockOf(feed.url())) {
      SpooledFeed current = feeds.get(feed.url());
      if (current == null) {
        return null;
      }
      try {
        SpooledBody body = SpoolFile.body(files.read(feed.url()));
        if (!body.feed().equals(current)) {
          throw new SpoolFormatException("it holds another version or " + body.feed().url());
        }
        bodies.put(feed.url(), body);
        return body;
      } catch (SpoolFormatException | NoSuchFileException e) {
        LOG.warn("forgot {}: its file is broken: {}", feed.url(), e.getMessage());
        broken.increment();
        lossy.set(true);
        remove(feed.url());
        return null;
      }
    }
  }

  /** What is known of all feeds; follows later changes. */
  public Collection<SpooledFeed> feeds() {
    return Collections.unmodifiableCollection(feeds.values());
  }

  /** Bytes of all feeds' files. */
  public long bytes() {
    return bytes.get();
  }

  /**
   * Whether files turned out broken and were removed since this was last asked, so that the views
   * should be read again from their beginning.
   */
  public boolean takeLossy() {
    return lossy.getAndSet(false);
  }

  /** What keeps the spool from being written, if anything does. */
  public Optional<String> problem() {
    return Files.isWritable(folder)
        ? Optional.empty()
        : Optional.of("cannot write to " + folder + ": give the process write access to it");
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /** This spool for those who only look, with what readers asked for. */
  public SpoolIndex index(Map<FeedUrl, ? extends Number> requests) {
    return new Listing(feeds, bytes::get, requests);
  }

  @Override
  public void close() {
    lock.close();
  }

  private Object lockOf(FeedUrl url) {
    return locks[(url.hashCode() & 0x7fffffff) % LOCKS];
  }

  private long sizeOf(FeedUrl url) throws IOException {
    try {
      return Files.size(files.path(url));
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
