package io.feedmesh.consumers.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what readers got: {@code feedmesh.edge.requests} by result. */
final class GatewayMeters {
  private static final String REQUESTS = "feedmesh.edge.requests";

  private final Counter hit;
  private final Counter notModified;
  private final Counter delta;
  private final Counter moved;
  private final Counter miss;
  private final Counter refused;
  private final Counter error;

  GatewayMeters(MeterRegistry registry, MissQueue misses) {
    hit = registry.counter(REQUESTS, "result", "hit");
    notModified = registry.counter(REQUESTS, "result", "not_modified");
    delta = registry.counter(REQUESTS, "result", "delta");
    moved = registry.counter(REQUESTS, "result", "moved");
    miss = registry.counter(REQUESTS, "result", "miss");
    refused = registry.counter(REQUESTS, "result", "refused");
    error = registry.counter(REQUESTS, "result", "error");
    Gauge.builder("feedmesh.edge.misses", misses::underWay)
        .description("requests to origins under way")
        .register(registry);
    Gauge.builder("feedmesh.edge.misses.waiting", misses::waiting)
        .description("those that wait for their turn")
        .register(registry);
  }

  /** 200 from the spool. */
  void hit() {
    hit.increment();
  }

  /** 304. */
  void notModified() {
    notModified.increment();
  }

  /** 226. */
  void delta() {
    delta.increment();
  }

  /** 301. */
  void moved() {
    moved.increment();
  }

  /** 200 from the origin. */
  void miss() {
    miss.increment();
  }

  /** No feed: the reader's or the origin's doing below 500, ours or the origin's from there on. */
  void error(int status) {
    (status < 500 ? refused : error).increment();
  }
}
