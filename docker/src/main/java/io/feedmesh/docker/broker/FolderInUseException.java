package io.feedmesh.docker.broker;

import java.nio.file.Path;

/** A data folder that another process works in. */
public final class FolderInUseException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  FolderInUseException(Path folder, String holder) {
    super(
        "the folder "
            + folder
            + " is in use by another Feedmesh process"
            + (holder.isEmpty() ? "" : " (process id " + holder + ")")
            + ": stop that one, or choose another folder with --data");
  }
}
