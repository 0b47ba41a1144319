package io.feedmesh.consumers.spool;

import java.nio.file.Path;

/** A spool that another process has open. */
public final class SpoolInUseException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  SpoolInUseException(Path folder) {
    super(
        "the spool "
            + folder
            + " is in use by another edge: stop that one, or choose another folder with --spool");
  }
}
