package io.feedmesh.consumers.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
  private static final int BUFFER = 64 * 1024;

  private final Path file;
  private OutputStream out;
  private Object key;

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
    OutputStream target =
        file == null
            ? new FileOutputStream(FileDescriptor.out)
            : new FileOutputStream(file.toFile(), true);
    out = new BufferedOutputStream(target, BUFFER);
    key = file == null ? null : key(file);
  }

  void write(String line) throws IOException {
    out.write((line + "\n").getBytes(UTF_8));
  }

  void flush() throws IOException {
    out.flush();
  }

  void reopenIfMoved() throws IOException {
    if (file != null && (!Files.exists(file) || (key != null && !key.equals(key(file))))) {
      OutputStream moved = out;
      reopen();
      moved.close();
    }
  }

  void close() throws IOException {
    if (file == null) {
      out.flush();
    } else {
      out.close();
    }
  }
}
