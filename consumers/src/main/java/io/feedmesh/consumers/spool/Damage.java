package io.feedmesh.consumers.spool;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/**
 * Tells a file that is lost, as it is not whole or on a bad place of the disk, from one that cannot
 * be read for now, as when a process has too many files open. Pure.
 */
final class Damage {
  /** What Linux says of EIO, EUCLEAN and ESTALE: Java gives no more than that. */
  private static final List<String> TEXTS =
      List.of("Input/output error", "Structure needs cleaning", "Stale file handle");

  private Damage() {}

  static boolean is(IOException failure) {
    String text = failure instanceof FileSystemException f ? f.getReason() : failure.getMessage();
    return failure instanceof SpoolFormatException
        || failure instanceof NoSuchFileException
        || (text != null && TEXTS.stream().anyMatch(text::contains));
  }
}
