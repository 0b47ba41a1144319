package io.feedmesh.docker.bench;

import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.streams.app.AppName;
import io.feedmesh.streams.app.StreamsApp;
import io.feedmesh.streams.app.StreamsConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The dedupe app, which runs only while it is measured, so that the loops have the machine for
 * themselves and every record lies ready when it starts.
 */
final class DedupeRun {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String ACCEPTED = "feedmesh.dedupe.accepted";
  private static final String DROPPED = "feedmesh.dedupe.duplicates";

  private final KafkaSettings kafka;
  private final StreamsConfig config;
  private final PrometheusMeterRegistry registry;
  private final Health health;

  DedupeRun(
      KafkaSettings kafka, StreamsConfig config, PrometheusMeterRegistry registry, Health health) {
    this.kafka = kafka;
    this.config = config;
    this.registry = registry;
    this.health = health;
  }

  /**
   * Every change is new: until dedupe has accepted all, and whoever follows is done.
   *
   * @param following waits for those
   */
  Measure changed(long records, Map<String, Double> stages, Runnable following) throws Exception {
    double accepted = count(ACCEPTED) + records;
    return run(
        ACCEPTED,
        stages,
        () -> {
          await(() -> count(ACCEPTED) >= accepted, "dedupe accepts all");
          following.run();
          return records;
        });
  }

  /** Every change is known: until dedupe has dropped all. */
  Measure duplicates(long records, Map<String, Double> stages) throws Exception {
    double dropped = count(DROPPED) + records;
    return run(
        DROPPED,
        stages,
        () -> {
          await(() -> count(DROPPED) >= dropped, "dedupe drops all");
          return records;
        });
  }

  /** Starts dedupe, and measures from the moment of its first effect. */
  private Measure run(String firstEffect, Map<String, Double> stages, Measure.Work work)
      throws Exception {
    double before = count(firstEffect);
    try (StreamsApp dedupe = new StreamsApp(kafka, config, AppName.DEDUPE, registry, health)) {
      dedupe.start();
      await(() -> count(firstEffect) > before, "dedupe begins");
      StageCpu cpu = new StageCpu();
      double already = count(firstEffect) - before;
      Measure measure = Measure.of(work);
      cpu.seconds().forEach((stage, seconds) -> stages.merge(stage, seconds, Double::sum));
      return new Measure(
          Math.round(measure.items() - already), measure.seconds(), measure.cpuSeconds());
    }
  }

  static void await(BooleanSupplier reached, String what) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "the benchmark waited " + LIMIT.toMinutes() + " minutes in vain until " + what);
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  double count(String counter) {
    return registry.find(counter).counters().stream().mapToDouble(c -> c.count()).sum();
  }
}
