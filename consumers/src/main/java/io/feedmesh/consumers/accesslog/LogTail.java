package io.feedmesh.consumers.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Follows a file that somebody else appends lines to, through renaming (logrotate) and truncation:
 * a file that was renamed is read to its end before the one that followed it, and once more with
 * the poll after the one that found the new one, because a server of several processes writes to
 * both for a moment. Not for several threads.
 */
public final class LogTail implements AutoCloseable {
  private static final int BLOCK = 64 * 1024;

  /** Longest line in bytes; of a longer one the rest is passed over, and the whole is no line. */
  static final int MAX_LINE = 64 * 1024;

  /** What logrotate puts behind a name, by number or date; not of those that it packed. */
  private static final Pattern ROTATED = Pattern.compile("[.-]\\d[\\d._-]*");

  private final Path file;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private RandomAccessFile in;
  private String key;
  private Opened successor;
  private long offset;
  private long begin; // of the line that it is in
  private boolean tooLong;

  private record Opened(RandomAccessFile in, String key) {
    static Opened of(Path path) throws IOException {
      return new Opened(new RandomAccessFile(path.toFile(), "r"), keyOf(path));
    }
  }

  /**
   * Where in which file the next line begins.
   *
   * @param key of the file, which stays with it when it is renamed; empty where there are none
   * @param offset bytes before the line
   */
  public record Place(String key, long offset) {
    /** The beginning of whatever file there is. */
    public static final Place BEGINNING = new Place("", 0);
  }

  /**
   * Follows a file on from a place, or from its beginning if that is not in it any more.
   *
   * @throws IOException if files beside it cannot be looked at
   */
  public LogTail(Path file, Place from) throws IOException {
    this.file = file;
    Path renamed = from.key().isEmpty() ? null : find(from.key());
    if (renamed != null && isLine(renamed, from.offset())) {
      read(Opened.of(renamed), from.offset());
    }
  }

  /** Whether a line begins there; else a new file has the key of one that is gone. */
  private static boolean isLine(Path path, long offset) throws IOException {
    if (offset == 0) {
      return true;
    }
    try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
      in.seek(offset - 1);
      return in.read() == '\n'; // which the end of the file is not
    }
  }

  /** The file of that key: this one, or one beside it whose name begins with its own. */
  private Path find(String wanted) throws IOException {
    for (Path sibling : siblings()) {
      if (wanted.equals(keyOf(sibling))) {
        return sibling;
      }
    }
    return null;
  }

  private List<Path> siblings() throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    String name = file.getFileName().toString();
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.getFileName().toString().startsWith(name)).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static String keyOf(Path path) throws IOException {
    Object found = LogFile.key(path);
    return found == null ? "" : found.toString();
  }

  private void read(Opened next, long from) throws IOException {
    in = next.in();
    key = next.key();
    seek(from);
  }

  private void seek(long to) throws IOException {
    in.seek(to);
    offset = to;
    begin = to;
    line.reset();
    tooLong = false;
  }

  /** Where the next line begins. */
  public Place place() {
    return in == null ? Place.BEGINNING : new Place(key, begin);
  }

  /**
   * Gives all whole lines that are there, without their ends; for one that is too long, an empty
   * one.
   *
   * @return whether there were any
   * @throws IOException if the file cannot be read; a file that is not there has no lines
   */
  public boolean poll(Consumer<String> lines) throws IOException {
    if (in == null && !Files.exists(file)) {
      return false;
    }
    if (in == null) {
      read(Opened.of(file), 0);
    }
    if (in.length() < offset) {
      seek(0); // copied and truncated
    }
    boolean any = drain(lines);
    if (successor != null) {
      in.close();
      read(successor, 0);
      successor = null;
      return poll(lines) || any;
    }
    if (moved()) {
      successor = Opened.of(following()); // by then it may have been renamed, too
    }
    return any;
  }

  private boolean moved() throws IOException {
    return !key.isEmpty() && Files.exists(file) && !key.equals(keyOf(file));
  }

  /** The file begun after this one: that of the name, unless it was renamed several times. */
  private Path following() throws IOException {
    Path next = file;
    FileTime nextWritten = Files.getLastModifiedTime(file);
    Path present = find(key);
    if (present == null) {
      return next; // removed: nobody knows what came after it
    }
    FileTime written = Files.getLastModifiedTime(present);
    for (Path sibling : siblings()) {
      FileTime other = Files.getLastModifiedTime(sibling);
      if (ROTATED.matcher(suffix(sibling)).matches()
          && other.compareTo(written) > 0
          && other.compareTo(nextWritten) < 0) {
        next = sibling;
        nextWritten = other;
      }
    }
    return next;
  }

  private String suffix(Path sibling) {
    return sibling.getFileName().toString().substring(file.getFileName().toString().length());
  }

  private boolean drain(Consumer<String> lines) throws IOException {
    byte[] block = new byte[BLOCK];
    boolean any = false;
    for (int length = in.read(block); length > 0; length = in.read(block)) {
      int from = 0;
      for (int i = 0; i < length; i++) {
        if (block[i] == '\n') {
          keep(block, from, i);
          offset += i + 1L - from;
          begin = offset;
          lines.accept(tooLong ? "" : line.toString(UTF_8));
          line.reset();
          tooLong = false;
          from = i + 1;
          any = true;
        }
      }
      keep(block, from, length);
      offset += length - from;
    }
    return any;
  }

  private void keep(byte[] block, int from, int to) {
    tooLong |= line.size() + to - from > MAX_LINE;
    if (!tooLong) {
      line.write(block, from, to - from);
    }
  }

  @Override
  public void close() throws IOException {
    if (in != null) {
      in.close();
    }
    if (successor != null) {
      successor.in().close();
    }
  }
}
