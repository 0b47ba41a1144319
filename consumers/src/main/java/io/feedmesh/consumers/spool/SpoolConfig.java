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
 * @param minFree bytes of the disk that stay free; the bodies asked for least go first; 0 for none
 * @param maxBytes most bytes of files; the bodies asked for least go first
 */
public record SpoolConfig(
    Path folder, long cachedBytes, boolean fsync, long minFree, long maxBytes) {
  /** Checks. */
  public SpoolConfig {
    Objects.requireNonNull(folder, "folder");
    if (cachedBytes < 0) {
      throw new IllegalArgumentException(
          "spool memory: expected 0 or more bytes, found " + cachedBytes);
    }
    if (minFree < 0) {
      throw new IllegalArgumentException("free space: expected 0 or more bytes, found " + minFree);
    }
    if (maxBytes < 1) {
      throw new IllegalArgumentException("spool size: expected 1 or more bytes, found " + maxBytes);
    }
  }

  /** 64 MiB of memory, no fsync, 100 MiB stay free, and no other limit. */
  public static SpoolConfig in(Path folder) {
    return new SpoolConfig(folder, 64L << 20, false, 100L << 20, Long.MAX_VALUE);
  }
}
