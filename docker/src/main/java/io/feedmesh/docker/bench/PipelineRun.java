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
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The pipeline from {@code changes} to spool and entries: dedupe, views and one edge that
 * subscribes to every feed. Dedupe runs only while it is measured.
 */
final class PipelineRun implements AutoCloseable {
  private static final String VIEWED = "feedmesh.views.documents";

  private final int feeds;
  private final DedupeRun dedupe;
  private final StreamsApp views;
  private final EdgeApp edge;

  PipelineRun(KafkaSettings kafka, Path folder, int feeds) {
    this.feeds = feeds;
    StreamsConfig config = StreamsConfig.defaults(folder.resolve("streams"));
    PrometheusMeterRegistry registry = Metrics.registry();
    Health health = new Health();
    this.dedupe = new DedupeRun(kafka, config, registry, health);
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
    double viewed = dedupe.count(VIEWED) + records;
    Map<FeedUrl, String> last = new HashMap<>();
    for (int feed = 0; feed < feeds; feed++) {
      last.put(
          FeedUrl.parse(SyntheticFeeds.url(feed)),
          SpooledFeed.hex(Bodies.hash(SyntheticFeeds.document(feed, lastVersion))));
    }
    return dedupe.changed(
        records,
        stages,
        () -> {
          DedupeRun.await(() -> dedupe.count(VIEWED) >= viewed, "views passes all on");
          SpoolIndex spool = edge.spool();
          last.forEach(
              (url, hash) ->
                  DedupeRun.await(
                      () -> spool.find(url).filter(f -> f.feed().hash().equals(hash)).isPresent(),
                      "the spool has the last version of " + url));
        });
  }

  /** Every change is known: until dedupe has dropped all. */
  Measure duplicates(long records, Map<String, Double> stages) throws Exception {
    return dedupe.duplicates(records, stages);
  }

  @Override
  public void close() {
    edge.close();
    views.close();
  }
}
