package io.feedmesh.docker.bench;

import io.feedmesh.docker.broker.EmbeddedBroker;
import io.feedmesh.docker.broker.EmbeddedBrokerConfig;
import io.feedmesh.docker.process.Workspace;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordReader;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.schemas.topic.TopicAdmin;
import io.feedmesh.schemas.topic.TopicSettings;
import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.streams.app.AppName;
import io.feedmesh.streams.app.StreamsApp;
import io.feedmesh.streams.app.StreamsConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The schedule app with many followed feeds, four to a host: each is subscribed to, requested, and
 * answered once; then nothing is due for an hour.
 */
final class ScheduleBench {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final int TICKS_A_SECOND = 50;
  private static final int FEEDS_OF_A_HOST = 4;
  private static final int BATCH = 5_000;

  private final int feeds;
  private final Consumer<String> progress;

  ScheduleBench(int feeds, Consumer<String> progress) {
    this.feeds = feeds;
    this.progress = progress;
  }

  /**
   * What it cost.
   *
   * @param cpuMicrosPerFeed of the app's thread, for a subscription, a request and its answer
   * @param cpuMicrosPerTick of the app's thread while nothing is due
   * @param heapBytesPerFeed after a full collection
   * @param diskBytesPerFeed of the stores
   */
  record Result(
      double cpuMicrosPerFeed,
      double cpuMicrosPerTick,
      double heapBytesPerFeed,
      double diskBytesPerFeed) {}

  Result run(Path folder) throws IOException {
    try (EmbeddedBroker broker =
        new EmbeddedBroker(EmbeddedBrokerConfig.local(folder.resolve("broker"), 0))) {
      broker.start();
      KafkaSettings kafka =
          new KafkaSettings(
              broker.bootstrapServers(), TopicSettings.DEFAULT.withPartitions(2), Map.of());
      try (Admin admin = kafka.admin()) {
        new TopicAdmin(admin, PATIENCE).create(kafka.topics(), Optional.empty());
      }
      Path state = folder.resolve("streams");
      long before = usedHeap();
      MeterRegistry registry = Metrics.registry();
      try (StreamsApp app =
          new StreamsApp(
              kafka, StreamsConfig.defaults(state), AppName.SCHEDULE, registry, new Health())) {
        app.start();
        return measure(kafka, registry, state, before);
      }
    }
  }

  private Result measure(KafkaSettings kafka, MeterRegistry registry, Path state, long heapBefore)
      throws IOException {
    StageCpu busy = new StageCpu();
    subscribe(kafka);
    answer(kafka);
    while (answersRead(registry) < feeds) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    double work = busy.seconds().getOrDefault("schedule", 0.0);
    progress.accept("idle for " + IDLE.toSeconds() + " s");
    StageCpu idle = new StageCpu();
    LockSupport.parkNanos(IDLE.toNanos());
    double ticks = idle.seconds().getOrDefault("schedule", 0.0);
    return new Result(
        work * 1e6 / feeds,
        ticks * 1e6 / (IDLE.toSeconds() * TICKS_A_SECOND),
        (double) (usedHeap() - heapBefore) / feeds,
        (double) Workspace.size(state) / feeds);
  }

  private void subscribe(KafkaSettings kafka) {
    List<CompletableFuture<?>> sent = new ArrayList<>();
    Instant now = Instant.now();
    try (RecordSender sender = kafka.sender("bench-subscriptions")) {
      for (int feed = 0; feed < feeds; feed++) {
        String url = "https://host" + feed / FEEDS_OF_A_HOST + ".example/feed" + feed + ".xml";
        sent.add(
            sender.send(
                kafka.topics().subscriptions, url + " edge", Latency.subscription(url, now)));
        if (sent.size() == BATCH) {
          CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new)).join();
          sent.clear();
          tell("subscribed to", feed + 1);
        }
      }
      CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new)).join();
    }
  }

  /** Every feed is there and has nothing new; a host that waits for its gap is waited for. */
  private void answer(KafkaSettings kafka) {
    Topics topics = kafka.topics();
    RecordReader reader = new RecordReader(() -> {});
    int answered = 0;
    try (RecordSender sender = kafka.sender("bench-answers");
        org.apache.kafka.clients.consumer.Consumer<String, byte[]> requests =
            kafka.consumer("bench-fetcher", kafka.id("bench-fetcher"), Map.of())) {
      requests.subscribe(List.of(topics.fetchRequests.name()));
      while (answered < feeds) {
        for (ConsumerRecord<String, byte[]> record : requests.poll(Duration.ofMillis(200))) {
          Optional<FetchRequest> request = reader.read(topics.fetchRequests, record);
          if (request.isPresent()) {
            var unused = sender.send(topics.fetchResults, record.key(), result(request.get()));
            if (++answered % BATCH == 0) {
              tell("answered", answered);
            }
          }
        }
      }
    }
  }

  private static double answersRead(MeterRegistry registry) {
    return registry.find("feedmesh.schedule.answers").counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private static FetchResult result(FetchRequest request) {
    return FetchResult.newBuilder()
        .setFeedUrl(request.getFeedUrl())
        .setOutcome(FetchOutcome.UNCHANGED)
        .setStatus(304)
        .setEtag("\"0123456789abcdef\"")
        .setLastModified("Sun, 22 Nov 2026 09:00:00 GMT")
        .setRequestedAt(request.getRequestedAt())
        .setFinishedAt(Instant.now())
        .build();
  }

  private void tell(String what, int done) {
    if (done % (10 * BATCH) == 0) {
      progress.accept(what + " " + done + " of " + feeds + " feeds");
    }
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
