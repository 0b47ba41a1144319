package io.feedmesh.streams.dedupe;

import io.feedmesh.schemas.record.ChangeKind;
import io.feedmesh.schemas.record.ParseStage;
import io.feedmesh.schemas.record.RejectReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What the dedupe app counts. Safe for use by several threads. */
final class DedupeMetrics {
  final Counter changes;
  final Counter duplicates;
  final Counter late;
  final Counter accepted;
  final Counter aliased;
  final Counter unreadable;
  final Timer parseTime;

  private final MeterRegistry registry;

  DedupeMetrics(MeterRegistry registry) {
    this.registry = registry;
    changes = registry.counter("feedmesh.dedupe.changes");
    duplicates = registry.counter("feedmesh.dedupe.duplicates");
    late = registry.counter("feedmesh.dedupe.late");
    accepted = registry.counter("feedmesh.dedupe.accepted");
    aliased = registry.counter("feedmesh.dedupe.aliased");
    unreadable = registry.counter("feedmesh.dedupe.unreadable");
    parseTime = registry.timer("feedmesh.dedupe.parse.time");
  }

  void rejected(RejectReason reason) {
    registry.counter("feedmesh.dedupe.rejects", "reason", reason.name()).increment();
  }

  void parsed(ParseStage stage) {
    registry.counter("feedmesh.dedupe.parses", "stage", stage.name()).increment();
  }

  void entry(ChangeKind kind) {
    registry.counter("feedmesh.dedupe.entries", "kind", kind.name()).increment();
  }
}
