package io.feedmesh.consumers.spool;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/**
 * Tells a disk that takes no more from one that fails otherwise. Free bytes do not tell it: a file
 * system may be out of names for files (inodes) long before, and a quota is told to nobody. The
 * system's own text is all that Java gives; the start script has it say that in English.
 */
final class DiskFull {
  private DiskFull() {}

  static boolean is(IOException failure) {
    String reason = failure instanceof FileSystemException f ? f.getReason() : failure.getMessage();
    String text = String.valueOf(reason).toLowerCase(Locale.ROOT);
    return text.contains("no space left on device") // ENOSPC
        || text.contains("quota exceeded") // EDQUOT
        || text.contains("not enough space on the disk"); // Windows
  }
}
