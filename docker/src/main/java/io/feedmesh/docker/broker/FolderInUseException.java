package io.feedmesh.docker.broker;

import java.nio.file.Path;

/** A data folder that another process works in. */
public final class FolderInUseException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  FolderInUseException(Path folder, Throwable cause) {
    super(
        "the folder "
            + folder.toAbsolutePath().normalize()
            + " is in use by another Feedmesh process: stop that one, or choose another folder"
            + " with --data",
        cause);
  }
}
