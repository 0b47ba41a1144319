package io.feedmesh.schemas.body;

import java.io.IOException;

/** A body grew past its bound and was not read any further. */
public final class TooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Names the bound in bytes. */
  public TooLargeException(long bound) {
    super("larger than the bound of " + bound + " bytes");
  }
}
