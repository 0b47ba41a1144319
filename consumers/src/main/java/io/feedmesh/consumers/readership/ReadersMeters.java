package io.feedmesh.consumers.readership;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What was not counted. Safe for use by several threads. */
final class ReadersMeters {
  private final Counter feeds;
  private final Counter readers;

  ReadersMeters(MeterRegistry registry) {
    feeds = dropped(registry, "feed", "Requests for feeds beyond those that are counted");
    readers = dropped(registry, "reader", "Requests whose reader was not counted");
  }

  private static Counter dropped(MeterRegistry registry, String what, String description) {
    return Counter.builder("feedmesh.edge.readership.dropped")
        .tag("what", what)
        .description(description)
        .register(registry);
  }

  void feedDropped() {
    feeds.increment();
  }

  void readerDropped() {
    readers.increment();
  }
}
