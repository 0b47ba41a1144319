package io.feedmesh.docker.demo;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds out which publications have changed since it last looked. For one thread. */
final class Announcer {
  private final Map<Publication, Long> announced = new HashMap<>();
  private final Consumer<Publication> ping;

  /** What is published at {@code start} already is not announced. */
  Announcer(List<? extends Publication> publications, Instant start, Consumer<Publication> ping) {
    publications.stream()
        .filter(publication -> publication.ping() != PingKind.NONE)
        .forEach(publication -> announced.put(publication, publication.version(start)));
    this.ping = ping;
  }

  /**
   * Announces each publication that has changed, once, however often it did.
   *
   * @return when to look again; empty if nothing will change any more
   */
  Optional<Instant> announce(Instant now) {
    announced.replaceAll(
        (publication, known) -> {
          long version = publication.version(now);
          if (version > known) {
            ping.accept(publication);
          }
          return Math.max(version, known);
        });
    return announced.keySet().stream()
        .flatMap(publication -> publication.nextVersion(now).stream())
        .min(Instant::compareTo);
  }
}
