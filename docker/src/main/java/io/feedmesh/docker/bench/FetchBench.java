package io.feedmesh.docker.bench;

import io.feedmesh.producers.fetch.FetcherApp;
import io.feedmesh.producers.fetch.FetcherConfig;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.FetchReason;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.topic.TopicAdmin;
import io.feedmesh.schemas.topic.TopicSettings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * What one fetcher costs for each fetch, from the request's record to the acknowledged result,
 * beside a bare loop of the same HTTP client against the same origin in turn. Broker and origin are
 * in another process: only the fetcher's own CPU time counts, without that of the JVM's compiler.
 */
final class FetchBench {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int WARM_UPS = 2;
  private static final Map<String, String> STAGES =
      Map.of(
          "-io-", "HTTP client, results of 304s",
          "-work-", "outcomes and changes of documents",
          "kafka-producer-network-thread", "Kafka producer",
          "-results", "results of changes");

  private final int fetches;
  private final int inFlight;
  private final int rounds;
  private final Consumer<String> progress;

  FetchBench(int fetches, int inFlight, int rounds, Consumer<String> progress) {
    this.fetches = fetches;
    this.inFlight = inFlight;
    this.rounds = rounds;
    this.progress = progress;
  }

  /**
   * Fetches for each CPU second.
   *
   * @param micros CPU time of a fetch by what the fetcher's threads are for; rounds together
   */
  record Result(double loop, double fetcher, Map<String, Double> micros) {
    double ratio() {
      return fetcher / loop;
    }
  }

  /** Of unmodified and of changed documents. */
  record Results(Result unmodified, Result changed) {}

  Results run(Path folder) throws Exception {
    try (FetchWorld world = FetchWorld.start(folder);
        FetchLoop loop = new FetchLoop(inFlight)) {
      KafkaSettings kafka =
          new KafkaSettings(
              world.bootstrapServers(), TopicSettings.DEFAULT.withPartitions(2), Map.of());
      try (Admin admin = kafka.admin()) {
        new TopicAdmin(admin, PATIENCE).create(kafka.topics(), Optional.empty());
      }
      Result unmodified = measure("304s", kafka, world.origin(), loop, true, fetches);
      int fewer = Math.max(inFlight, fetches / 4);
      return new Results(
          unmodified, measure("documents", kafka, world.origin(), loop, false, fewer));
    }
  }

  private Result measure(
      String what,
      KafkaSettings kafka,
      String origin,
      FetchLoop loop,
      boolean conditional,
      int count)
      throws Exception {
    List<Double> bare = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    Map<String, Double> micros = new TreeMap<>();
    for (int turn = -WARM_UPS; turn < rounds; turn++) {
      progress.accept(what + (turn < 0 ? ": warming up" : ": round " + (turn + 1)));
      Measure loops =
          CompilerCpu.without(() -> loop.run(origin, count, conditional, conditional ? 304 : 200));
      Map<String, Double> stages = new TreeMap<>();
      Measure fetched = fetch(kafka, origin, conditional, count, stages);
      if (turn >= 0) {
        bare.add(loops.items() / loops.cpuSeconds());
        ours.add(fetched.items() / fetched.cpuSeconds());
        stages.merge("JVM", fetched.cpuSeconds() - sum(stages), Double::sum);
        double items = fetched.items() * rounds / 1e6;
        stages.forEach((stage, seconds) -> micros.merge(stage, seconds / items, Double::sum));
      }
    }
    return new Result(median(bare), median(ours), micros);
  }

  /** All requests lie ready before the fetcher starts; measured from its first result on. */
  private Measure fetch(
      KafkaSettings kafka,
      String origin,
      boolean conditional,
      int count,
      Map<String, Double> stages)
      throws Exception {
    request(kafka, origin, conditional, count);
    PrometheusMeterRegistry registry = Metrics.registry();
    FetcherConfig defaults = FetcherConfig.defaults();
    FetcherConfig config =
        new FetcherConfig(
            "bench",
            inFlight,
            defaults.timeout(),
            defaults.maxDocumentBytes(),
            defaults.maxRedirects(),
            true,
            defaults.contact());
    try (FetcherApp fetcher = new FetcherApp(kafka, config, registry, new Health())) {
      fetcher.start();
      await(registry, 1);
      return CompilerCpu.without(
          () -> {
            StageCpu cpu = new StageCpu(STAGES);
            double before = ended(registry);
            await(registry, count);
            stages.putAll(cpu.seconds());
            return Math.round(count - before);
          });
    }
  }

  private static void request(KafkaSettings kafka, String origin, boolean conditional, int count) {
    Instant now = Instant.now();
    List<CompletableFuture<?>> sent = new ArrayList<>();
    Topic<FetchRequest> topic = kafka.topics().fetchRequests;
    try (RecordSender sender = kafka.sender("bench")) {
      for (int i = 0; i < count; i++) {
        String url = origin + "/" + i;
        FetchRequest request =
            FetchRequest.newBuilder()
                .setFeedUrl(url)
                .setEtag(conditional ? FetchWorld.ETAG : null)
                .setReason(FetchReason.DUE)
                .setSubscribers(1)
                .setRequestedAt(now)
                .setDeadline(now.plus(LIMIT))
                .build();
        sent.add(sender.send(topic, url, request));
      }
    }
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
  }

  private static void await(PrometheusMeterRegistry registry, double count) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (ended(registry) < count || (count > 1 && inFlight(registry) > 0)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the fetcher did not end in " + LIMIT.toMinutes() + " min");
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static double ended(PrometheusMeterRegistry registry) {
    return registry.find("feedmesh.fetch.outcomes").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  /** Results are acknowledged when nothing is under way any more. */
  private static double inFlight(PrometheusMeterRegistry registry) {
    return registry.get("feedmesh.fetch.in.flight").gauge().value();
  }

  private static double sum(Map<String, Double> stages) {
    return stages.values().stream().mapToDouble(seconds -> seconds).sum();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
