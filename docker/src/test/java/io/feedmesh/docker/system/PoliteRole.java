package io.feedmesh.docker.system;

import io.feedmesh.producers.fetch.FetcherApp;
import io.feedmesh.producers.fetch.FetcherConfig;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.TopicSettings;
import io.feedmesh.streams.app.AppName;
import io.feedmesh.streams.app.StreamsApp;
import io.feedmesh.streams.app.StreamsConfig;
import io.feedmesh.streams.schedule.ScheduleConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A scheduler or fetcher whose hosts are asked often, here or in a process that can be killed. */
final class PoliteRole {
  static final Duration GAP = Duration.ofMillis(40);
  private static final ScheduleConfig SCHEDULE =
      new ScheduleConfig(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          GAP,
          2,
          Duration.ofSeconds(5));

  private PoliteRole() {}

  /** Role, name, bootstrap servers, prefix of topics, folder for state. */
  public static void main(String[] args) throws InterruptedException {
    KafkaSettings kafka =
        new KafkaSettings(args[2], new TopicSettings(args[3], 4, Duration.ofDays(30)), Map.of());
    if (args[0].equals("scheduler")) {
      scheduler(kafka, Path.of(args[4]), args[1]);
    } else {
      fetcher(kafka, args[1]);
    }
    Thread.currentThread().join();
  }

  static StreamsApp scheduler(KafkaSettings kafka, Path folder, String name) {
    StreamsConfig d = StreamsConfig.defaults(folder.resolve(name));
    StreamsConfig config =
        new StreamsConfig(
            d.stateDirectory(),
            1,
            0,
            d.commitInterval(),
            SCHEDULE,
            d.dedupe(),
            d.views(),
            d.readership());
    StreamsApp app =
        new StreamsApp(kafka, config, AppName.SCHEDULE, Metrics.registry(), new Health());
    app.start();
    return app;
  }

  static FetcherApp fetcher(KafkaSettings kafka, String name) {
    FetcherConfig d = FetcherConfig.defaults();
    FetcherConfig config =
        new FetcherConfig(
            name, 100, d.timeout(), d.maxDocumentBytes(), d.maxRedirects(), true, d.contact());
    FetcherApp app = new FetcherApp(kafka, config, Metrics.registry(), new Health());
    app.start();
    return app;
  }
}
