package io.feedmesh.docker.bench;

import io.feedmesh.producers.fetch.FetcherApp;
import io.feedmesh.producers.fetch.FetcherConfig;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.origin.AddressPolicy;
import io.feedmesh.schemas.origin.OriginConfig;
import io.feedmesh.schemas.topic.TopicAdmin;
import io.feedmesh.schemas.topic.TopicSettings;
import io.feedmesh.streams.app.AppName;
import io.feedmesh.streams.app.StreamsApp;
import io.feedmesh.streams.app.StreamsConfig;
import io.feedmesh.streams.schedule.ScheduleConfig;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * A schedule app and a fetcher that follow many feeds on many hosts for a while. Broker and origin
 * are in a process of their own; every host is that origin by a name of its own. As on the Web, few
 * hosts have many feeds and most have one.
 */
final class FollowBench {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration INTERVAL = Duration.ofMinutes(2);
  private static final Duration GAP = Duration.ofSeconds(1);
  private static final double SKEW = 0.7;

  /** How many parts of the time are told of. */
  static final int SPANS = 15;

  private final int feeds;
  private final int hosts;
  private final Duration time;

  FollowBench(int feeds, int hosts, Duration time) {
    this.feeds = feeds;
    this.hosts = hosts;
    this.time = time;
  }

  /**
   * A fifteenth of it.
   *
   * @param until when it ended, from the start
   * @param fetches in it
   * @param heapBytes in use at its end, after a full collection
   * @param cpuSeconds of the process in it
   */
  record Span(Duration until, long fetches, long heapBytes, double cpuSeconds) {}

  void run(Path folder, Consumer<Span> each) throws Exception {
    try (FetchWorld world = FetchWorld.start(folder.resolve("broker"))) {
      KafkaSettings kafka =
          new KafkaSettings(
              world.bootstrapServers(), TopicSettings.DEFAULT.withPartitions(2), Map.of());
      try (Admin admin = kafka.admin()) {
        new TopicAdmin(admin, PATIENCE).create(kafka.topics(), Optional.empty());
      }
      subscribe(kafka, URI.create(world.origin()).getPort());
      PrometheusMeterRegistry registry = Metrics.registry();
      try (StreamsApp schedule = schedule(kafka, folder.resolve("streams"), registry);
          FetcherApp fetcher = fetcher(kafka, registry)) {
        schedule.start();
        fetcher.start();
        watch(registry, each);
      }
    }
  }

  private void watch(PrometheusMeterRegistry registry, Consumer<Span> each) throws Exception {
    Duration span = time.dividedBy(SPANS);
    for (int number = 1; number <= SPANS; number++) {
      Measure spent =
          Measure.of(
              () -> {
                long before = fetches(registry);
                LockSupport.parkNanos(span.toNanos());
                return fetches(registry) - before;
              });
      each.accept(
          new Span(span.multipliedBy(number), spent.items(), usedHeap(), spent.cpuSeconds()));
    }
  }

  private static StreamsApp schedule(
      KafkaSettings kafka, Path state, PrometheusMeterRegistry registry) {
    StreamsConfig d = StreamsConfig.defaults(state);
    ScheduleConfig config =
        new ScheduleConfig(INTERVAL, INTERVAL, INTERVAL.multipliedBy(3), GAP, 2, PATIENCE);
    return new StreamsApp(
        kafka,
        new StreamsConfig(
            d.stateDirectory(),
            d.threads(),
            d.standbys(),
            d.commitInterval(),
            config,
            d.dedupe(),
            d.views(),
            d.readership()),
        AppName.SCHEDULE,
        registry,
        new Health());
  }

  private static FetcherApp fetcher(KafkaSettings kafka, PrometheusMeterRegistry registry) {
    FetcherConfig d = FetcherConfig.defaults();
    FetcherConfig config =
        new FetcherConfig(
            "bench",
            d.inFlight(),
            d.timeout(),
            d.maxDocumentBytes(),
            d.maxRedirects(),
            true,
            d.contact());
    InetAddress[] origin = {InetAddress.getLoopbackAddress()};
    OriginConfig asking =
        OriginConfig.of("bench", true).withAddresses(host -> origin, AddressPolicy.of(true));
    return new FetcherApp(kafka, config, asking, registry, new Health());
  }

  private void subscribe(KafkaSettings kafka, int port) {
    List<CompletableFuture<?>> sent = new ArrayList<>();
    Instant now = Instant.now();
    int[] hostOf = hostOfEach();
    try (RecordSender sender = kafka.sender("bench-subscriptions")) {
      for (int feed = 0; feed < feeds; feed++) {
        String url = "http://h" + hostOf[feed] + ".example:" + port + "/" + feed + ".xml";
        sent.add(
            sender.send(
                kafka.topics().subscriptions, url + " edge", Latency.subscription(url, now)));
      }
      CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new)).join();
    }
  }

  /** Host n has feeds in proportion to 1 / n^0.7: the largest of 5,000 has some 460 of 20,000. */
  private int[] hostOfEach() {
    double[] upTo = new double[hosts];
    double sum = 0;
    for (int host = 0; host < hosts; host++) {
      sum += Math.pow(host + 1, -SKEW);
      upTo[host] = sum;
    }
    Random random = new Random(1);
    int[] hostOf = new int[feeds];
    for (int feed = 0; feed < feeds; feed++) {
      int found = Arrays.binarySearch(upTo, random.nextDouble() * sum);
      hostOf[feed] = found < 0 ? -found - 1 : found;
    }
    return hostOf;
  }

  private static long fetches(PrometheusMeterRegistry registry) {
    Timer timer = registry.find("feedmesh.fetch.duration").timer();
    return timer == null ? 0 : timer.count();
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
