package io.feedmesh.producers.fetch;

import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What a fetcher counts. Safe for use by several threads. */
final class FetchMeters {
  private final MeterRegistry registry;
  private final Map<Ending, Counter> outcomes = new ConcurrentHashMap<>();
  private final Timer duration;
  private final DistributionSummary bytes;

  /** How a fetch ended; the registry takes longer to find a counter than a fetch may cost. */
  private record Ending(FetchOutcome outcome, FetchFailure failure) {}

  FetchMeters(MeterRegistry registry, Supplier<Number> inFlight) {
    this.registry = registry;
    duration =
        Timer.builder("feedmesh.fetch.duration")
            .description("How long origins take, redirects included")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    bytes =
        DistributionSummary.builder("feedmesh.fetch.bytes")
            .description("Bytes of documents after content decoding")
            .baseUnit("bytes")
            .register(registry);
    Gauge.builder("feedmesh.fetch.in.flight", inFlight)
        .description("Requests under way")
        .register(registry);
  }

  void ended(FetchResult result) {
    outcomes
        .computeIfAbsent(new Ending(result.getOutcome(), result.getFailure()), this::counter)
        .increment();
    duration.record(Duration.ofMillis(result.getDurationMillis()));
    if (result.getSize() > 0) {
      bytes.record((double) result.getSize());
    }
  }

  private Counter counter(Ending ending) {
    return registry.counter(
        "feedmesh.fetch.outcomes",
        "outcome",
        lower(ending.outcome()),
        "failure",
        ending.failure() == null ? "none" : lower(ending.failure()));
  }

  /** A request that was not tried: expired, unreadable. */
  void skipped(String reason) {
    registry.counter("feedmesh.fetch.skipped", "reason", reason).increment();
  }

  /** A record that no broker acknowledged. */
  void unsent(String topic) {
    registry.counter("feedmesh.fetch.unsent", "topic", topic).increment();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
