package io.feedmesh.consumers.spool;

import java.io.IOException;

/** Bytes that are no whole spool file, or no whole gzip. The message says what is wrong. */
public final class SpoolFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  SpoolFormatException(String problem) {
    super(problem);
  }
}
