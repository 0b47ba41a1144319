package io.feedmesh.docker.demo;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** One feed that the publishers publish. Safe for several threads. */
interface Publication {
  /** For people. */
  String name();

  /** Canonical path of the feed. */
  String path();

  /** Path of the page that the feed belongs to; the feed's own where it has none. */
  default String homePath() {
    return path();
  }

  /** How it tells of its changes. */
  default PingKind ping() {
    return PingKind.NONE;
  }

  /** Grows whenever the feed changes by the passing of time; never falls while time passes. */
  default long version(Instant now) {
    return 0;
  }

  /** When {@link #version} grows next; empty where it has come to its end. */
  default Optional<Instant> nextVersion(Instant now) {
    return Optional.empty();
  }

  /**
   * The feed as it is now.
   *
   * @param origin scheme, host and port under which it is asked for
   * @throws java.nio.file.NoSuchFileException if it has vanished
   * @throws IOException if it can not be read
   */
  Document document(Instant now, String origin) throws IOException;
}
