package io.feedmesh.consumers.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * What is counted.
 *
 * @param events entries that arrived live
 * @param unreadable records passed over
 * @param delay from the acceptance of an entry to its hand-over to the clients
 * @param dropped clients that were too slow
 * @param refused clients past the limit
 * @param lost times that a client could not be given all that it missed
 */
record LiveMeters(
    Counter events,
    Counter unreadable,
    Timer delay,
    Counter dropped,
    Counter refused,
    Counter lost) {
  static LiveMeters in(MeterRegistry registry) {
    return new LiveMeters(
        registry.counter("feedmesh.live.events"),
        registry.counter("feedmesh.live.unreadable"),
        registry.timer("feedmesh.live.delay"),
        registry.counter("feedmesh.live.dropped"),
        registry.counter("feedmesh.live.refused"),
        registry.counter("feedmesh.live.lost"));
  }
}
