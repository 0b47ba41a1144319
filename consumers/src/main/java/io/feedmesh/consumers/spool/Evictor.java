package io.feedmesh.consumers.spool;

import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops the coldest bodies of a spool where room is needed. Never to be called under a feed's lock,
 * since it takes those of others. Safe for use by several threads.
 */
final class Evictor {
  private static final Logger LOG = LoggerFactory.getLogger(Evictor.class);
  private static final int SOME = 8;
  private static final int SHARE = 64;

  private final Path folder;
  private final Shelf shelf;
  private final Room room;
  private final FeedLocks locks;
  private volatile Consumer<FeedUrl> dropped = url -> {};

  Evictor(Path folder, Shelf shelf, Room room, FeedLocks locks) {
    this.folder = folder;
    this.shelf = shelf;
    this.room = room;
    this.locks = locks;
  }

  /** Who is told of each feed whose body was dropped. */
  void tells(Consumer<FeedUrl> listener) {
    dropped = listener;
  }

  /**
   * Frees so many bytes if they are not free.
   *
   * @return whether they are
   */
  boolean makeRoom(long more) throws IOException {
    if (room.has(more)) {
      return true;
    }
    synchronized (room.making()) {
      int count = drop(room.lacks(more), Integer.MAX_VALUE);
      if (count > 0) {
        LOG.info("{}: made room by dropping the {} coldest bodies", folder, count);
      }
      room.look();
      return room.has(more);
    }
  }

  /**
   * Drops some of the coldest, for a disk that takes no more files though it has bytes.
   *
   * @return whether there were any
   */
  boolean dropSome() throws IOException {
    synchronized (room.making()) {
      int count = drop(Long.MAX_VALUE, Math.max(SOME, shelf.warm().size() / SHARE));
      LOG.warn("{} takes no more files: dropped the {} coldest bodies", folder, count);
      return count > 0;
    }
  }

  private int drop(long bytes, int most) throws IOException {
    long lacking = bytes;
    int count = 0;
    for (SpooledFeed feed : room.coldest(shelf.warm())) {
      if (lacking <= 0 || count == most) {
        break;
      }
      long freed;
      synchronized (locks.of(feed.url())) {
        freed = shelf.cool(feed.url());
      }
      if (freed > 0) { // else it had gone meanwhile
        dropped.accept(feed.url());
        lacking -= freed;
        count++;
      }
    }
    return count;
  }
}
