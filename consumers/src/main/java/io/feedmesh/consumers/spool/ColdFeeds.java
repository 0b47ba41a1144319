package io.feedmesh.consumers.spool;

import io.feedmesh.schemas.url.FeedUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of feeds whose body is not here: packed in memory, for there may be a million, and
 * in a {@link ColdJournal}, from which the next start has them. A change that cannot be written is
 * good for this process, and written with all others once the disk is well again. Whoever changes a
 * feed holds its lock; looking is safe at any time.
 */
final class ColdFeeds {
  private static final Logger LOG = LoggerFactory.getLogger(ColdFeeds.class);
  private static final int CHUNK = 1 << 20;
  private static final long WORTH_IT = 1 << 20;

  private final ColdJournal journal;
  private final Map<FeedUrl, Packed> packed = new ConcurrentHashMap<>();
  private long live;
  private boolean unwritten;

  /** With the address, so that whoever knows the feed, too, can share it. */
  private static final class Packed {
    final FeedUrl url;
    final byte[] fields;

    Packed(FeedUrl url, byte[] fields) {
      this.url = url;
      this.fields = fields;
    }

    SpooledFeed unpacked() {
      return FeedFields.unpack(url, fields);
    }
  }

  private ColdFeeds(ColdJournal journal) {
    this.journal = journal;
  }

  /**
   * What a folder's journal says.
   *
   * @throws IOException if it cannot be read; a damaged one is read as far as it is whole
   */
  static ColdFeeds load(Path root, boolean fsync, Disk disk) throws IOException {
    ColdJournal journal = new ColdJournal(root, fsync, disk);
    ColdFeeds feeds = new ColdFeeds(journal);
    feeds.unwritten = !journal.read(feeds::loaded);
    return feeds;
  }

  private void loaded(FeedUrl url, byte[] fields) {
    Packed before = fields == null ? packed.remove(url) : packed.put(url, new Packed(url, fields));
    live += fields == null ? 0 : ColdJournal.length(url, fields);
    live -= before == null ? 0 : ColdJournal.length(url, before.fields);
  }

  /** Whether the journal is not as it should be: it was damaged, or could not be written. */
  synchronized boolean unwritten() {
    return unwritten;
  }

  boolean has(FeedUrl url) {
    return packed.containsKey(url);
  }

  int size() {
    return packed.size();
  }

  Optional<SpooledFeed> find(FeedUrl url) {
    return Optional.ofNullable(packed.get(url)).map(Packed::unpacked);
  }

  /** Those whose address is wanted. */
  Stream<SpooledFeed> all(Predicate<FeedUrl> wanted) {
    return packed.values().stream().filter(one -> wanted.test(one.url)).map(Packed::unpacked);
  }

  /** Knows it from now on. */
  void put(SpooledFeed feed) {
    change(feed.url(), FeedFields.pack(feed));
  }

  /** Forgets it, if it was known. */
  void remove(FeedUrl url) {
    if (has(url)) {
      change(url, null);
    }
  }

  private synchronized void change(FeedUrl url, byte[] fields) {
    loaded(url, fields);
    if (!unwritten) {
      try {
        journal.append(ColdJournal.bytes(url, fields));
      } catch (IOException e) {
        unwritten = true;
        LOG.warn("what is known of cold feeds cannot be written, tries again: {}", e.toString());
      }
    }
  }

  /**
   * Writes the journal anew if it or something in it is missing, or more of it is of the past than
   * not.
   *
   * @throws IOException if it cannot be written; the one before stays
   */
  synchronized void settle() throws IOException {
    boolean lost = live > 0 && !journal.isThere();
    if (!unwritten && !lost && journal.bytes() < 2 * live + WORTH_IT) {
      return;
    }
    try (ColdJournal.Rewriting next = journal.rewrite()) {
      ByteArrayOutputStream chunk = new ByteArrayOutputStream(CHUNK + 8192);
      for (Packed feed : packed.values()) {
        chunk.writeBytes(ColdJournal.bytes(feed.url, feed.fields));
        if (chunk.size() >= CHUNK) {
          next.append(chunk.toByteArray());
          chunk.reset();
        }
      }
      next.append(chunk.toByteArray());
      next.finish();
    }
    unwritten = false;
  }
}
