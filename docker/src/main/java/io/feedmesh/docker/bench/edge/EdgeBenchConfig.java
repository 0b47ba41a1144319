package io.feedmesh.docker.bench.edge;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured. Immutable.
 *
 * @param files how many feeds there are
 * @param rounds in which the servers take turns
 * @param time of each turn, in whole seconds
 * @param warmUp time of each JVM before a case, in whole seconds
 * @param connections of the load
 * @param idle connections that are only kept open
 */
record EdgeBenchConfig(
    List<Case> cases,
    int files,
    int rounds,
    Duration time,
    Duration warmUp,
    int connections,
    int idle) {
  EdgeBenchConfig {
    cases = List.copyOf(cases);
    if (files < 1
        || rounds < 1
        || time.toSeconds() < 1
        || warmUp.toSeconds() < 1
        || connections < 1
        || idle < 1) {
      throw new IllegalArgumentException(
          "--files, --rounds, --connections, --idle: expected at least 1; --time, --warm-up: 1s");
    }
  }
}
