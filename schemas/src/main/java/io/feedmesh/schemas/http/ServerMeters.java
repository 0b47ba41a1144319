package io.feedmesh.schemas.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/**
 * Counts what a server did not bear: {@code feedmesh.http.closed} connections and {@code
 * feedmesh.http.refused} requests, by reason and role.
 */
final class ServerMeters {
  private final MeterRegistry registry;
  private final String role;
  final Counter idle;
  final Counter slowRequest;
  final Counter slowReader;
  final Counter tooMany;
  final Counter tooManyOfOne;
  final Counter longTarget;
  final Counter largeBody;

  ServerMeters(MeterRegistry registry, String role) {
    this.registry = registry;
    this.role = role;
    idle = counter("closed", "idle");
    slowRequest = counter("closed", "slow_request");
    slowReader = counter("closed", "slow_reader");
    tooMany = counter("closed", "too_many");
    tooManyOfOne = counter("closed", "too_many_of_client");
    longTarget = counter("refused", "target");
    largeBody = counter("refused", "body");
  }

  private Counter counter(String what, String reason) {
    return registry.counter("feedmesh.http." + what, "reason", reason, "role", role);
  }

  void connections(Supplier<Number> open) {
    Gauge.builder("feedmesh.http.connections", open).tag("role", role).register(registry);
  }
}
