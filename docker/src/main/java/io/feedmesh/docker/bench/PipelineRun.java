package io.feedmesh.docker.bench;

import io.feedmesh.consumers.edge.EdgeApp;
import io.feedmesh.consumers.edge.EdgeConfig;
import io.feedmesh.consumers.spool.SpoolIndex;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.docker.up.UpApp;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.url.FeedUrl;
import io.feedmesh.streams.app.AppName;
import io.feedmesh.streams.app.StreamsApp;
import io.feedmesh.streams.app.StreamsConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The pipeline from {@code changes} to spool and entries: dedupe, views and one edge that
 * subscribes to every feed. Dedupe runs only while it is measured, so that the loops have the
 * machine for themselves and every record lies ready when it starts.
 */
final class PipelineRun implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String ACCEPTED = "feedmesh.dedupe.accepted";
  private static final String DROPPED = "feedmesh.dedupe.duplicates";
  private static final String VIEWED = "feedmesh.views.documents";

  private final KafkaSettings kafka;
  private final int feeds;
  private final StreamsConfig config;
  private final PrometheusMeterRegistry registry = Metrics.registry();
  private final Health health = new Health();
  private final StreamsApp views;
  private final EdgeApp edge;

  PipelineRun(KafkaSettings kafka, Path folder, int feeds) {
    this.kafka = kafka;
    this.feeds = feeds;
    this.config = StreamsConfig.defaults(folder.resolve("streams"));
    this.views = new StreamsApp(kafka, config, AppName.VIEWS, registry, health);
    this.edge =
        new EdgeApp(
            kafka,
            EdgeConfig.defaults(folder.resolve("spool")).at(UpApp.EDGE_NAME, 0, false),
            registry,
            health);
    views.start();
    edge.start();
    Instant now = Instant.now();
    try (RecordSender sender = kafka.sender("bench")) {
      for (int feed = 0; feed < feeds; feed++) {
        String url = SyntheticFeeds.url(feed);
        sender
            .send(kafka.topics().subscriptions, url + " edge", Latency.subscription(url, now))
            .join();
      }
    }
  }

  /**
   * Every change is new: until dedupe has accepted all, views has given them to the edge, and the
   * spool has the last version of each feed.
   */
  Measure changed(long records, int lastVersion, Map<String, Double> stages) throws Exception {
    double accepted = count(ACCEPTED) + records;
    double viewed = count(VIEWED) + records;
    Map<FeedUrl, String> last = new HashMap<>();
    for (int feed = 0; feed < feeds; feed++) {
      last.put(
          FeedUrl.parse(SyntheticFeeds.url(feed)),
          SpooledFeed.hex(Bodies.hash(SyntheticFeeds.document(feed, lastVersion))));
    }
    return run(
        ACCEPTED,
        stages,
        () -> {
          await(() -> count(ACCEPTED) >= accepted, "dedupe accepts all");
          await(() -> count(VIEWED) >= viewed, "views passes all on");
          SpoolIndex spool = edge.spool();
          last.forEach(
              (url, hash) ->
                  await(
                      () -> spool.find(url).filter(f -> f.feed().hash().equals(hash)).isPresent(),
                      "the spool has the last version of " + url));
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
      Measure measure = Measure.of(work);
      cpu.seconds().forEach((stage, seconds) -> stages.merge(stage, seconds, Double::sum));
      return measure;
    }
  }

  @Override
  public void close() {
    edge.close();
    views.close();
  }

  private static void await(BooleanSupplier reached, String what) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "the benchmark waited " + LIMIT.toMinutes() + " minutes in vain until " + what);
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  private double count(String counter) {
    return registry.find(counter).counters().stream().mapToDouble(c -> c.count()).sum();
  }
}
