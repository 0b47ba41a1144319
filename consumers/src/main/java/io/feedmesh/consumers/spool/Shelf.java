package io.feedmesh.consumers.spool;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A spool's feeds, files and memory in step: what is known of each feed, whether its body is here
 * (warm) or not (cold), and the bodies that are asked for often. Whoever changes or loads a feed
 * holds its lock, which is the caller's affair; looking is safe at any time.
 */
final class Shelf {
  private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
  private static final int BODY_OVERHEAD = 512;

  private final SpoolFiles files;
  private final Map<FeedUrl, SpooledFeed> feeds;
  private final Map<FeedUrl, Integer> sizes; // files may go, and what they took would stay counted
  private final ColdFeeds cold;
  private final Cache<FeedUrl, SpooledBody> bodies;
  private final AtomicLong bytes;
  private final Counter written;
  private final Counter removed;
  private final Counter cooled;
  private final Counter broken;

  Shelf(
      SpoolFiles files, SpoolScan.Found found, ColdFeeds cold, long cachedBytes, MeterRegistry m) {
    this.files = files;
    this.cold = cold;
    this.feeds = found.feeds();
    this.sizes = found.sizes();
    this.bytes = new AtomicLong(found.bytes());
    this.bodies =
        Caffeine.newBuilder()
            .maximumWeight(cachedBytes)
            .weigher((FeedUrl url, SpooledBody body) -> body.gzip().capacity() + BODY_OVERHEAD)
            .executor(Runnable::run)
            .build();
    written = m.counter("feedmesh.spool.written");
    removed = m.counter("feedmesh.spool.removed");
    cooled = m.counter("feedmesh.spool.cooled");
    broken = m.counter("feedmesh.spool.broken");
    broken.increment(found.broken());
    m.counter("feedmesh.spool.unfinished").increment(found.unfinished());
    m.gaugeMapSize("feedmesh.spool.feeds", List.of(), feeds);
    m.gauge("feedmesh.spool.cold", cold, ColdFeeds::size);
    m.gauge("feedmesh.spool.bytes", bytes);
  }

  /**
   * A crash may have come between two steps: of a feed that has both a body and a newer version
   * without one, the body goes.
   *
   * @throws IOException if the disk fails
   */
  void reconcile() throws IOException {
    if (cold.unwritten()) {
      files.setLossy(true); // the views have what it lost
    }
    for (SpooledFeed found : feeds.values()) {
      SpooledFeed known = cold.find(found.url()).orElse(null);
      if (known == null) {
        continue;
      }
      if (VersionRule.isLeftOver(known, found)) {
        dropBody(known.url());
      } else {
        cold.remove(known.url());
      }
    }
  }

  /** Those whose body is here; follows later changes. */
  Collection<SpooledFeed> warm() {
    return feeds.values();
  }

  /** All feeds, cold ones too. */
  Stream<SpooledFeed> all() {
    return Stream.concat(feeds.values().stream(), cold.all(url -> !feeds.containsKey(url)));
  }

  /** How many there are, cold ones too. */
  int size() {
    return feeds.size() + cold.size();
  }

  /** What is known of a feed, or null. */
  SpooledFeed find(FeedUrl url) {
    SpooledFeed warm = feeds.get(url);
    return warm != null ? warm : cold.find(url).orElse(null);
  }

  /** Bytes of all files. */
  long bytes() {
    return bytes.get();
  }

  /** Whether it is known, but its body is not here. */
  boolean isCold(FeedUrl url) {
    return !feeds.containsKey(url) && cold.has(url);
  }

  int coldFeeds() {
    return cold.size();
  }

  /**
   * Brings the journal of cold feeds into order where that is needed.
   *
   * @throws IOException if it cannot be written
   */
  void settle() throws IOException {
    cold.settle();
  }

  /** The body, if it is in memory. */
  SpooledBody cached(SpooledFeed feed) {
    SpooledBody body = bodies.getIfPresent(feed.url());
    return body != null && Objects.equals(body.feed(), feed) ? body : null;
  }

  /** Bytes of the file that it wrote; if it fails, there is the version before. */
  long write(SpooledFeed feed, ByteBuffer payload) throws IOException {
    int after = files.write(feed, payload);
    feeds.put(feed.url(), feed);
    Integer before = sizes.put(feed.url(), after);
    cold.remove(feed.url());
    bodies.invalidate(feed.url());
    bytes.addAndGet(after - (before == null ? 0 : before));
    written.increment();
    files.sync(feed.url());
    return after;
  }

  /** Has the disk take a version that is in its place, as a try before may have failed to. */
  void sync(FeedUrl url) throws IOException {
    files.sync(url);
  }

  /** Keeps a version, but not its body, nor that of the one before. */
  void writeCold(SpooledFeed feed) throws IOException {
    cold.put(feed);
    if (feeds.containsKey(feed.url())) {
      dropBody(feed.url());
    }
  }

  /** Drops a body; bytes that it freed. */
  long cool(FeedUrl url) throws IOException {
    SpooledFeed feed = feeds.get(url);
    if (feed == null) {
      return 0;
    }
    cold.put(feed); // before all else: a start finds the one or both
    long freed = dropBody(url);
    cooled.increment();
    return freed;
  }

  private long dropBody(FeedUrl url) throws IOException {
    files.remove(url);
    feeds.remove(url);
    Integer size = sizes.remove(url);
    bodies.invalidate(url);
    long freed = size == null ? 0 : size;
    bytes.addAndGet(-freed);
    return freed;
  }

  boolean remove(FeedUrl url) throws IOException {
    boolean had = feeds.containsKey(url) || cold.has(url);
    if (feeds.containsKey(url)) {
      long unused = dropBody(url);
    }
    cold.remove(url);
    if (had) {
      removed.increment();
    }
    return had;
  }

  /** The body from the disk; null if there is none, or it turned out broken, which removes it. */
  SpooledBody load(FeedUrl url) throws IOException {
    SpooledFeed current = feeds.get(url);
    if (current == null) {
      return null;
    }
    try {
      SpooledBody read = SpoolFile.body(files.read(url));
      if (!read.feed().equals(current)) {
        throw new SpoolFormatException("it holds another version or " + read.feed().url());
      }
      SpooledBody body = new SpooledBody(current, read.gzip()); // the same: quick to compare
      bodies.put(url, body);
      return body;
    } catch (IOException e) {
      if (!Damage.is(e)) {
        throw e;
      }
      LOG.warn("forgot {}: its file is broken: {}", url, e.getMessage());
      broken.increment();
      files.setLossy(true); // before, or a crash would hide the loss
      remove(url);
      return null;
    }
  }
}
