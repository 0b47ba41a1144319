package io.feedmesh.producers.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what came through which door and how it ended: {@code feedmesh.received{door, result}}.
 * Safe for use by several threads.
 */
public final class DoorMeters {
  private final MeterRegistry registry;
  private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

  private record Key(Door door, String result) {}

  /** Counts there. */
  public DoorMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * One more.
   *
   * @param result a word of a fixed set, never something that was sent
   */
  public void count(Door door, String result) {
    counters.computeIfAbsent(new Key(door, result), this::counter).increment();
  }

  private Counter counter(Key key) {
    return registry.counter(
        "feedmesh.received", "door", key.door().label(), "result", key.result());
  }
}
