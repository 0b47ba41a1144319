package io.feedmesh.consumers.spool;

import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An edge's store of documents: one gzip file for each feed ({@link SpoolPath}, {@link SpoolFile}).
 *
 * <p>A reader gets a whole version, the one before or the one after a write, never a part. A killed
 * process leaves whole files and perhaps unfinished ones under {@code .tmp}, which the next start
 * removes. What is known of the feeds is in memory, rebuilt from the files' headers at the start;
 * bodies that are asked for often are in memory too. A feed may be cold, which is known without its
 * body, until its document comes again: so are those asked for least where the disk gets full.
 *
 * <p>One process at a time: a second one is refused. Safe for use by several threads.
 */
public final class Spool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final int ATTEMPTS = 3;

  private final Path folder;
  private final SpoolLock lock;
  private final SpoolFiles files;
  private final Shelf shelf;
  private final Room room;
  private final FeedLocks locks = new FeedLocks();
  private final Evictor evictor;
  private final Counter noRoom;

  private Spool(Path folder, SpoolLock lock, SpoolFiles files, Shelf shelf, Room room, Counter no) {
    this.folder = folder;
    this.lock = lock;
    this.files = files;
    this.shelf = shelf;
    this.room = room;
    this.evictor = new Evictor(folder, shelf, room, locks);
    this.noRoom = no;
  }

  /**
   * Opens a folder, takes it for this process, and reads what it holds.
   *
   * @throws IOException if it cannot be made, read or written
   * @throws SpoolInUseException if another process has it
   */
  public static Spool open(SpoolConfig config, MeterRegistry meters) throws IOException {
    return open(config, meters, Disk.REAL);
  }

  static Spool open(SpoolConfig config, MeterRegistry meters, Disk disk) throws IOException {
    if (Files.isRegularFile(config.folder())) {
      throw new FileSystemException(config.folder().toString(), null, "a file, no folder");
    }
    Path folder = Files.createDirectories(config.folder());
    SpoolLock lock = SpoolLock.take(folder);
    try {
      SpoolFiles files = new SpoolFiles(folder, config.fsync(), disk);
      long start = System.nanoTime();
      SpoolScan.Found found = SpoolScan.scan(folder, disk);
      ColdFeeds cold = ColdFeeds.load(folder, config.fsync(), disk);
      Shelf shelf = new Shelf(files, found, cold, BodyMemory.of(config.cachedBytes()), meters);
      shelf.reconcile();
      Room room = new Room(files, config.minFree(), shelf::bytes, config.maxBytes());
      LOG.info(
          "spool {}: {} feeds and {} cold ones, {} bytes, read in {} ms; removed {} unfinished and"
              + " {} broken files",
          folder,
          shelf.warm().size(),
          shelf.coldFeeds(),
          found.bytes(),
          (System.nanoTime() - start) / 1_000_000,
          found.unfinished(),
          found.broken());
      meters.gauge("feedmesh.spool.free", room, Room::free);
      meters.gauge("feedmesh.spool.full", room, Room::full);
      Counter noRoom = meters.counter("feedmesh.spool.no_room");
      return new Spool(folder, lock, files, shelf, room, noRoom);
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
    OLDER,
    /** The disk is full: readers get no body from here until it has room. */
    NO_ROOM
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
    boolean roomy = evictor.makeRoom(gzip.remaining());
    for (int attempt = 1; ; attempt++) {
      try {
        return put(offered, gzip, roomy);
      } catch (IOException e) {
        if (!roomy || !DiskFull.is(e)) {
          throw e;
        }
        LOG.debug("{} takes no more files", folder, e);
        roomy = attempt < ATTEMPTS && evictor.dropSome(); // its bytes are not all that can be short
      }
    }
  }

  private Outcome put(SpooledFeed offered, ByteBuffer gzip, boolean roomy) throws IOException {
    synchronized (locks.of(offered.url())) {
      SpooledFeed kept = shelf.find(offered.url());
      boolean cold = shelf.isCold(offered.url());
      VersionRule.Decision decision =
          cold ? VersionRule.decideCold(kept, offered) : VersionRule.decide(kept, offered);
      if (decision == VersionRule.Decision.SAME) {
        shelf.sync(offered.url());
        return Outcome.SAME;
      } else if (decision == VersionRule.Decision.OLDER) {
        return Outcome.OLDER;
      }
      SpooledFeed feed = cold ? Versions.again(kept, offered) : Versions.after(kept, offered);
      if (!roomy) {
        return withoutBody(feed);
      }
      room.wrote(shelf.write(feed, GzipMember.payload(gzip, feed)));
      return Outcome.WRITTEN;
    }
  }

  /**
   * Keeps what is known of a version that comes without its document, unless the spool has that
   * version, or a newer one. The body stays if it is that document's.
   *
   * @throws IOException if the disk fails
   */
  public Outcome note(SpooledFeed offered) throws IOException {
    synchronized (locks.of(offered.url())) {
      SpooledFeed kept = shelf.find(offered.url());
      switch (VersionRule.decide(kept, offered)) {
        case SAME -> {
          return Outcome.SAME;
        }
        case OLDER -> {
          return Outcome.OLDER;
        }
        default -> {
          keep(kept, offered);
          return Outcome.WRITTEN;
        }
      }
    }
  }

  private void keep(SpooledFeed kept, SpooledFeed offered) throws IOException {
    SpooledBody body =
        kept != null && kept.hash().equals(offered.hash()) ? shelf.load(offered.url()) : null;
    if (body == null) {
      shelf.writeCold(Versions.after(kept, offered));
    } else {
      writeAgain(offered, body);
    }
  }

  private void writeAgain(SpooledFeed offered, SpooledBody body) throws IOException {
    try {
      room.wrote(shelf.write(offered, GzipMember.payload(body.gzip(), offered)));
    } catch (IOException e) {
      if (!DiskFull.is(e)) {
        throw e;
      }
      shelf.writeCold(offered); // which needs no more room than there was
    }
  }

  /**
   * Drops a feed's body, and keeps what is known of it.
   *
   * @return whether there was a body
   * @throws IOException if it cannot be removed
   */
  public boolean cool(FeedUrl url) throws IOException {
    synchronized (locks.of(url)) {
      return shelf.cool(url) > 0;
    }
  }

  /** Of a proxied version there is nothing to know without its body. */
  private Outcome withoutBody(SpooledFeed feed) throws IOException {
    if (!feed.provisional()) {
      shelf.writeCold(feed);
    }
    noRoom.increment();
    return Outcome.NO_ROOM;
  }

  /**
   * Makes the folder again if somebody took it away, to be filled from the views. Drops the bodies
   * asked for least if the spool takes more than it may, or leaves less of the disk free than it
   * should. What is known of those feeds stays: who has the version gets a 304, others the origin's
   * document. Call it every few seconds.
   *
   * @throws IOException if the disk fails
   */
  public void keepRoom() throws IOException {
    if (!lock.holds()) {
      files.makeFolders();
      lock.takeAgain();
      files.setLossy(true);
      LOG.warn("{} was taken away: it is made again, and filled from the views", folder);
    }
    files.makeFolders();
    room.look();
    room.full(!evictor.makeRoom(0));
    shelf.settle();
  }

  /** How warm each feed is, in any unit: the bodies of those with the least go first. */
  public void warmth(ToLongFunction<FeedUrl> warmth) {
    room.warmth(feed -> warmth.applyAsLong(feed.url()));
  }

  /** Who is told of each feed whose body was dropped because room was needed. */
  public void tellsOfDropped(Consumer<FeedUrl> listener) {
    evictor.tells(listener);
  }

  /**
   * Forgets a feed.
   *
   * @return whether the spool had it
   * @throws IOException if its file cannot be removed
   */
  public boolean remove(FeedUrl url) throws IOException {
    synchronized (locks.of(url)) {
      return shelf.remove(url);
    }
  }

  /** What is known of a feed, from memory; empty if the spool does not have it. */
  public Optional<SpooledFeed> find(FeedUrl url) {
    return Optional.ofNullable(shelf.find(url));
  }

  /** A version with its document, if that is in memory. */
  public Optional<SpooledBody> inMemory(SpooledFeed feed) {
    return Optional.ofNullable(shelf.cached(feed));
  }

  /**
   * A feed with its document, from memory or disk; empty if the spool does not have it, or only
   * what is known of it, or its file turned out broken, which removes it.
   *
   * @throws IOException if the file is there and cannot be read
   */
  public Optional<SpooledBody> read(FeedUrl url) throws IOException {
    SpooledFeed feed = shelf.find(url);
    if (feed == null || shelf.isCold(url)) {
      return Optional.empty();
    }
    SpooledBody cached = shelf.cached(feed);
    if (cached != null) {
      return Optional.of(cached);
    }
    synchronized (locks.of(url)) {
      return Optional.ofNullable(shelf.load(url));
    }
  }

  /** What is known of all feeds, cold ones too; follows later changes. */
  public Collection<SpooledFeed> feeds() {
    return new AbstractCollection<>() {
      @Override
      public Iterator<SpooledFeed> iterator() {
        return shelf.all().iterator();
      }

      @Override
      public int size() {
        return shelf.size();
      }
    };
  }

  /** Those of them whose body is here; follows later changes. */
  public Collection<SpooledFeed> warmFeeds() {
    return Collections.unmodifiableCollection(shelf.warm());
  }

  /** How many of them are known without their body. */
  public int coldFeeds() {
    return shelf.coldFeeds();
  }

  /** Whether a feed is known, but its body is not here. */
  public boolean isCold(FeedUrl url) {
    return shelf.isCold(url);
  }

  /** Bytes of all feeds' files. */
  public long bytes() {
    return shelf.bytes();
  }

  /**
   * Whether files were lost or turned out broken, so that the views should be read again from their
   * beginning. The folder remembers it until {@link #rebuilding}.
   */
  public boolean lossy() {
    return files.lossy();
  }

  /**
   * The views are being read again from their beginning, and nobody will go on where they were read
   * to before: forgets what somebody took away meanwhile, to be written anew.
   *
   * @throws IOException if the disk fails
   */
  public void rebuilding() throws IOException {
    for (SpooledFeed feed : shelf.warm()) {
      if (!Files.exists(files.path(feed.url()))) {
        remove(feed.url());
      }
    }
    files.setLossy(false);
  }

  /** What keeps the spool from being written, if anything does. */
  public Optional<String> problem() {
    if (!Files.isDirectory(folder)) {
      return Optional.of(folder + " is not there any more: it is made again if that is possible");
    }
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
    return new Listing(this, requests);
  }

  @Override
  public void close() {
    lock.close();
  }
}
