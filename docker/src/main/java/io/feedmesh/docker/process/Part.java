package io.feedmesh.docker.process;

import java.util.Objects;

/**
 * Something that a process starts once and closes once.
 *
 * @param name for threads and logs
 * @param start returns when it works, or throws; may be interrupted
 * @param close called once, also where start has failed
 */
public record Part(String name, Runnable start, AutoCloseable close) {
  /** Checks that nothing is missing. */
  public Part {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(close, "close");
  }
}
