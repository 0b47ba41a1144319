package io.feedmesh.consumers.replay;

import java.io.IOException;
import java.util.Locale;

/** Tells an output that nobody reads any more from one that failed. Pure. */
final class ClosedOutput {
  private ClosedOutput() {}

  /** Whether the other end of a pipe or connection was closed (EPIPE, ECONNRESET). */
  static boolean is(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("broken pipe")
        || message.contains("pipe closed")
        || message.contains("pipe broken")
        || message.contains("read end dead")
        || message.contains("connection reset");
  }
}
