package io.feedmesh.streams.views;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What the views count. Safe for use by several threads. */
final class ViewMetrics {
  final Counter subscriptions;
  final Counter documents;
  final Counter entries;
  final Counter repeated;
  final Counter withdrawn;
  final Counter lapsed;
  final Counter ignored;
  final Counter unreadable;
  final Counter backfills;
  final Counter backfillWaits;

  ViewMetrics(MeterRegistry registry) {
    subscriptions = registry.counter("feedmesh.views.subscriptions.changed");
    documents = registry.counter("feedmesh.views.documents");
    entries = registry.counter("feedmesh.views.entries");
    repeated = registry.counter("feedmesh.views.entries.repeated");
    withdrawn = registry.counter("feedmesh.views.withdrawn");
    lapsed = registry.counter("feedmesh.views.leases.lapsed");
    ignored = registry.counter("feedmesh.views.subscriptions.ignored");
    backfills = registry.counter("feedmesh.views.backfills");
    backfillWaits = registry.counter("feedmesh.views.backfills.waits");
    unreadable = registry.counter("feedmesh.views.documents.unreadable");
  }
}
