package io.feedmesh.consumers.spool;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a spool is and what it may take. Immutable.
 *
 * @param folder made if it is missing
 * @param cachedBytes most bytes of bodies kept in memory, outside of the heap
 * @param fsync whether each file is on the disk, not only in the system's memory, before it counts
 *     as written: needed against power loss, not against a killed process, and slow
 */
public record SpoolConfig(Path folder, long cachedBytes, boolean fsync) {
  /** Checks. */
  public SpoolConfig {
    Objects.requireNonNull(folder, "folder");
    if (cachedBytes < 0) {
      throw new IllegalArgumentException(
          "spool memory: expected 0 or more bytes, found " + cachedBytes);
    }
  }

  /** 64 MiB of memory, no fsync. */
  public static SpoolConfig in(Path folder) {
    return new SpoolConfig(folder, 64L << 20, false);
  }
}
