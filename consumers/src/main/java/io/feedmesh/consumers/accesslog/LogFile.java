package io.feedmesh.consumers.accesslog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A file that lines are appended to, and that others may take away (logrotate): then a new one of
 * that name is begun. Not for several threads.
 */
final class LogFile {
  private final Path file;
  private OutputStream out;
  private Object key;
  private boolean cut; // the file ends within a line
  private boolean torn; // it may, since a write failed

  private LogFile(Path file) {
    this.file = file;
  }

  /** Standard output if empty. */
  static LogFile open(Optional<Path> file) {
    LogFile log = new LogFile(file.orElse(null));
    try {
      log.reopen();
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the access log " + log.file + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** A key that stays with a file that is renamed; null where there is none, or no file. */
  static Object key(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private void reopen() throws IOException {
    // No FileChannel: it closes when its thread is interrupted.
    out =
        file == null
            ? new FileOutputStream(FileDescriptor.out)
            : new FileOutputStream(file.toFile(), true);
    key = file == null ? null : key(file);
    cut = file != null && endsWithinLine(); // a full disk or a crash came between
  }

  private boolean endsWithinLine() throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      if (in.length() == 0) {
        return false;
      }
      in.seek(in.length() - 1);
      return in.read() != '\n';
    } catch (FileNotFoundException e) {
      return false; // it may be written, but not read
    }
  }

  /**
   * Appends whole lines of ASCII.
   *
   * @throws IOException if some or all of them may be lost; the next ones begin a new line
   */
  void write(String lines) throws IOException {
    if (torn) {
      out.close();
      reopen();
    }
    torn = file != null;
    out.write((cut ? "\n" + lines : lines).getBytes(US_ASCII));
    torn = false;
    cut = false;
  }

  void reopenIfMoved() throws IOException {
    if (file != null && (!Files.exists(file) || (key != null && !key.equals(key(file))))) {
      OutputStream moved = out;
      reopen();
      moved.close();
    }
  }

  void close() throws IOException {
    if (file != null) { // standard output is others', too
      out.close();
    }
  }
}
