package io.feedmesh.docker.bench;

import io.feedmesh.docker.bench.broker.BenchBroker;
import io.feedmesh.docker.process.Workspace;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.streams.app.AppName;
import io.feedmesh.streams.app.StreamsApp;
import io.feedmesh.streams.app.StreamsConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * How long an app needs until it runs: with its disk, and when its stores have to be restored from
 * Kafka, beside a bare consumer that reads the same changelog.
 */
final class RestoreBench {
  private final AppName app;
  private final String store;
  private final Consumer<String> progress;

  /**
   * For one store of an app.
   *
   * @param store the one that holds nearly all
   */
  RestoreBench(AppName app, String store, Consumer<String> progress) {
    this.app = app;
    this.store = store;
    this.progress = progress;
  }

  /** What fills the store. */
  interface Fill {
    /** Writes what the app reads; gives the counter and value that say that it has read it. */
    Done write(KafkaSettings kafka);
  }

  /** A counter that reaches a value. */
  record Done(String counter, double value) {}

  /**
   * What it took.
   *
   * @param records of the changelog
   * @param changelogBytes of their keys and values
   * @param diskBytes of the app's stores
   * @param keptSeconds from start to running, with the disk
   * @param lostSeconds the same without it
   * @param bareSeconds of a consumer that reads the changelog
   */
  record Result(
      long records,
      long changelogBytes,
      long diskBytes,
      double keptSeconds,
      double lostSeconds,
      double bareSeconds) {}

  Result run(Path folder, Fill fill) throws Exception {
    try (BenchBroker broker = BenchBroker.start(folder)) {
      Path state = folder.resolve("streams");
      fill(broker.kafka(), state, fill.write(broker.kafka()));
      long disk = Workspace.size(state);
      progress.accept("starting with the disk");
      double kept = started(broker.kafka(), state);
      Workspace.delete(state);
      progress.accept("starting without it");
      double lost = started(broker.kafka(), state);
      progress.accept("reading the changelog");
      long start = System.nanoTime();
      long[] read = readChangelog(broker.kafka());
      double bare = (System.nanoTime() - start) / 1e9;
      return new Result(read[0], read[1], disk, kept, lost, bare);
    }
  }

  private void fill(KafkaSettings kafka, Path state, Done done) {
    MeterRegistry registry = Metrics.registry();
    try (StreamsApp running = app(kafka, state, registry)) {
      running.start();
      double said = 0;
      for (double count = 0; count < done.value(); count = count(registry, done.counter())) {
        if (count >= said + done.value() / 10) {
          said = count;
          progress.accept("%,.0f of %,.0f are in the store".formatted(count, done.value()));
        }
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }

  private double started(KafkaSettings kafka, Path state) {
    try (StreamsApp running = app(kafka, state, Metrics.registry())) {
      long start = System.nanoTime();
      running.start();
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private StreamsApp app(KafkaSettings kafka, Path state, MeterRegistry registry) {
    return new StreamsApp(kafka, StreamsConfig.defaults(state), app, registry, new Health());
  }

  /** Number of records, and their bytes. */
  private long[] readChangelog(KafkaSettings kafka) {
    String topic = kafka.id(app.label()) + "-" + store + "-changelog";
    long[] read = new long[2];
    try (var consumer = kafka.consumer("bench-changelog", null, Map.of())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(part -> new TopicPartition(topic, part.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          read[0]++;
          read[1] += record.serializedKeySize() + Math.max(0, record.serializedValueSize());
        }
      }
    }
    return read;
  }

  private static double count(MeterRegistry registry, String name) {
    return registry.find(name).counters().stream().mapToDouble(Counter::count).sum();
  }
}
