package io.feedmesh.consumers.spool;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A spool's folder for those who look at it from outside, also while an edge works on it: nothing
 * is locked, and each file is a whole version, the one before or the one after a write. A file may
 * go at any time, which is a {@link NoSuchFileException} then. Safe for use by several threads.
 */
public final class SpoolFolder {
  private static final int FIRST_READ = 8192; // the whole of most files
  private static final String DAMAGED = ".damaged";

  private final Path root;
  private final Disk disk;

  /**
   * Looks at a folder.
   *
   * @throws NotDirectoryException if there is none
   */
  public SpoolFolder(Path root) throws NotDirectoryException {
    this(root, Disk.REAL);
  }

  SpoolFolder(Path root, Disk disk) throws NotDirectoryException {
    this.disk = disk;
    if (!Files.isDirectory(root)) {
      throw new NotDirectoryException(root.toString());
    }
    this.root = root;
  }

  /** Paths of all files in it that should be feeds', relative to it, in no order. */
  public List<Path> files() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String scheme : List.of("http", "https")) {
      Path folder = root.resolve(scheme);
      if (Files.isDirectory(folder)) {
        Files.walkFileTree(folder, new Finder(found));
      }
    }
    return found;
  }

  /** The feed whose file has this path. */
  public static FeedUrl feedUrl(Path file) throws SpoolFormatException {
    return SpoolPath.feedUrl(file)
        .orElseThrow(() -> new SpoolFormatException("no feed has a file of this name"));
  }

  /**
   * What a file says of its document; of that only length and end are looked at.
   *
   * @param file relative path
   * @throws SpoolFormatException if it is no whole file of the feed that its path names
   */
  public SpooledFeed look(Path file) throws IOException {
    return see(file).feed();
  }

  /** A file's feed, and its size in bytes. */
  record Seen(SpooledFeed feed, long bytes) {}

  Seen see(Path file) throws IOException {
    try (FileChannel channel = disk.open(root.resolve(file.toString()))) {
      long size = channel.size();
      ByteBuffer beginning = read(channel, 0, (int) Math.min(size, FIRST_READ));
      SpoolFile.Header header = header(channel, beginning);
      if (size != header.bytes() + header.length()) {
        throw new SpoolFormatException(
            "expected %d bytes, found %d".formatted(header.bytes() + header.length(), size));
      }
      ByteBuffer trailer =
          size == beginning.limit()
              ? beginning.slice((int) size - 4, 4)
              : read(channel, size - 4, 4);
      if (GzipMember.lengthInTrailer(trailer) != (int) header.feed().size()) {
        throw new SpoolFormatException("its trailer is not that of the document");
      }
      return new Seen(checked(file, header.feed()), size);
    }
  }

  private static SpooledFeed checked(Path file, SpooledFeed feed) throws SpoolFormatException {
    if (!feed.url().equals(feedUrl(file))) {
      throw new SpoolFormatException("it holds " + feed.url());
    }
    return feed;
  }

  /** All bytes of a file: gzip for any tool. */
  public byte[] bytes(Path file) throws IOException {
    return Files.readAllBytes(root.resolve(file.toString()));
  }

  /** Where a feed's file is if there is one: relative path. */
  public static Path file(FeedUrl url) {
    return SpoolPath.of(url);
  }

  /**
   * A file's document, every byte of it checked.
   *
   * @param file relative path
   * @throws SpoolFormatException if anything is not as it was written
   */
  public SpooledBody verified(Path file) throws IOException {
    return verified(file, bytes(file));
  }

  /** The same of bytes that were read before. */
  public static SpooledBody verified(Path file, byte[] bytes) throws SpoolFormatException {
    SpooledBody body = SpoolFile.body(bytes);
    checked(file, body.feed());
    byte[] document;
    try {
      document = body.document();
    } catch (IOException e) {
      throw new SpoolFormatException("the gzip is not whole: " + e.getMessage());
    }
    if (!SpooledFeed.hex(Bodies.hash(document)).equals(body.feed().hash())) {
      throw new SpoolFormatException("the document has another hash than its record says");
    }
    return body;
  }

  /**
   * Whether the file has the date, to the second, that static servers tell as Last-Modified.
   *
   * @param file relative path
   */
  public boolean dated(Path file, SpooledFeed feed) throws IOException {
    long millis = Files.getLastModifiedTime(root.resolve(file.toString())).toMillis();
    return Math.floorDiv(millis, 1000) == Math.floorDiv(feed.modified(), 1000);
  }

  /** Gives a file its date again, which copying may have taken. */
  public void date(Path file, SpooledFeed feed) throws IOException {
    Files.setLastModifiedTime(root.resolve(file.toString()), FileTime.fromMillis(feed.modified()));
  }

  /**
   * Moves a damaged file away, and has the edge read its views again: the one that runs within a
   * second, else the next one that starts.
   *
   * @param file relative path
   * @return where it is now
   */
  public Path setAside(Path file) throws IOException {
    Path from = root.resolve(file.toString());
    Path to = root.resolve(DAMAGED).resolve(file.toString());
    Files.createDirectories(to.getParent());
    Files.write(SpoolFiles.lossy(root), new byte[0]); // before, or a crash would hide the loss
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    Files.write(SpoolFiles.lossy(root), new byte[0]); // an edge may have taken notice too early
    return to;
  }

  private static SpoolFile.Header header(FileChannel channel, ByteBuffer beginning)
      throws IOException {
    try {
      return SpoolFile.parse(beginning);
    } catch (SpoolFormatException e) {
      if (channel.size() <= beginning.limit()) {
        throw e;
      }
      return SpoolFile.parse(read(channel, 0, SpoolFile.MAX_HEADER));
    }
  }

  private static ByteBuffer read(FileChannel channel, long position, int most) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(most);
    int got = 0;
    while (buffer.hasRemaining() && got >= 0) {
      got = channel.read(buffer, position + buffer.position());
    }
    return buffer.flip();
  }

  /** Not a stream of Files.walk, which ends when an edge removes a folder meanwhile. */
  private final class Finder extends SimpleFileVisitor<Path> {
    private final List<Path> found;

    private Finder(List<Path> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && file.toString().endsWith(".gz")) {
        found.add(root.relativize(file));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
      if (problem instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw problem;
    }
  }
}
