package io.feedmesh.streams.schedule;

import java.util.HashMap;
import java.util.Map;

/**
 * What is asked of one host. Moments in epoch milliseconds. Immutable.
 *
 * @param lastRequest when it was last asked; 0 for never
 * @param wish how it wishes to be asked
 * @param inFlight deadlines of what it has not answered, by feed URL
 */
record HostState(long lastRequest, HostWish wish, Map<String, Long> inFlight) {
  static final HostState IDLE = new HostState(0, HostWish.NONE, Map.of());

  HostState {
    inFlight = Map.copyOf(inFlight);
  }

  HostState requested(String feedUrl, long at, long deadline) {
    Map<String, Long> more = new HashMap<>(inFlight);
    more.put(feedUrl, deadline);
    return new HostState(Math.max(at, lastRequest), wish, more);
  }

  HostState asked(long at) {
    return new HostState(Math.max(at, lastRequest), wish, inFlight);
  }

  HostState landed(String feedUrl) {
    if (!inFlight.containsKey(feedUrl)) {
      return this;
    }
    Map<String, Long> fewer = new HashMap<>(inFlight);
    fewer.remove(feedUrl);
    return new HostState(lastRequest, wish, fewer);
  }

  HostState with(HostWish next) {
    return new HostState(lastRequest, next, inFlight);
  }

  /** Without the requests that nobody may answer any more. */
  HostState at(long now) {
    if (inFlight.values().stream().noneMatch(deadline -> deadline <= now)) {
      return this;
    }
    Map<String, Long> live = new HashMap<>(inFlight);
    live.values().removeIf(deadline -> deadline <= now);
    return new HostState(lastRequest, wish, live);
  }
}
