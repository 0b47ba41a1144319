package io.feedmesh.streams.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;

/** Kafka Streams has some thousand metrics; these are the ones an operator looks at. */
final class AppMetrics implements AutoCloseable {
  private final MeterRegistry registry;
  private final List<Meter> meters;

  AppMetrics(AppName app, KafkaStreams streams, MeterRegistry registry) {
    this.registry = registry;
    this.meters =
        List.of(
            Gauge.builder("feedmesh.streams.running", streams, s -> running(s))
                .tag("app", app.label())
                .description("1 while every task runs, else 0")
                .register(registry),
            Gauge.builder("feedmesh.streams.lag", streams, s -> sum(s, "records-lag"))
                .tag("app", app.label())
                .description("records on its input topics that it has not fetched yet")
                .register(registry),
            Gauge.builder("feedmesh.streams.state.keys", streams, s -> sum(s, "estimate-num-keys"))
                .tag("app", app.label())
                .description("keys in its stores here, about: of dedupe the feeds that it knows")
                .register(registry),
            Gauge.builder("feedmesh.streams.state", streams, AppMetrics::stateBytes)
                .tag("app", app.label())
                .baseUnit("bytes")
                .description("its stores here, on disk and in memory")
                .register(registry));
  }

  private static double running(KafkaStreams streams) {
    return streams.state() == KafkaStreams.State.RUNNING ? 1 : 0;
  }

  private static double stateBytes(KafkaStreams streams) {
    return sum(streams, "total-sst-files-size") + sum(streams, "size-all-mem-tables");
  }

  private static double sum(KafkaStreams streams, String metric) {
    double sum = 0;
    for (var entry : streams.metrics().entrySet()) {
      if (entry.getKey().name().equals(metric)
          && entry.getValue().metricValue() instanceof Number number
          && !Double.isNaN(number.doubleValue())) {
        sum += number.doubleValue();
      }
    }
    return sum;
  }

  @Override
  public void close() {
    meters.forEach(registry::remove);
  }
}
