package io.feedmesh.docker.bench;

import com.sun.management.OperatingSystemMXBean;
import io.feedmesh.consumers.edge.EdgeApp;
import io.feedmesh.consumers.edge.EdgeConfig;
import io.feedmesh.consumers.spool.Spool;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.consumers.subscribe.Leases;
import io.feedmesh.consumers.subscribe.Outbox;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** An edge's start on a spool of many feeds, without Kafka, and what a feed costs in memory. */
final class StartBench {
  private static final long NOW = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();
  private static final byte[] DOCUMENT =
      ("<rss version=\"2.0\"><channel><title>" + "x".repeat(2_000) + "</title></channel></rss>")
          .getBytes(StandardCharsets.UTF_8);

  private final int feeds;
  private final int hot;
  private final Consumer<String> progress;
  private final ByteBuffer gzip = Bodies.gzip(DOCUMENT);
  private final String hash = SpooledFeed.hex(Bodies.hash(DOCUMENT));

  StartBench(int feeds, int hot, Consumer<String> progress) {
    this.feeds = feeds;
    this.hot = hot;
    this.progress = progress;
  }

  /**
   * What it took; heap and disk in bytes for each feed.
   *
   * @param hotSeconds from the start to a hot feed's document
   * @param coldSeconds from the start to a cold feed's 304
   * @param cpuSeconds of all threads until then
   * @param bareSeconds to find each file and read its beginning
   */
  record Result(
      double hotSeconds,
      double coldSeconds,
      double cpuSeconds,
      double bareSeconds,
      double coldHeap,
      double leaseHeap,
      double hotHeap,
      double coldDisk) {}

  Result run(Path folder) throws Exception {
    progress.accept("making cold feeds");
    try (Spool spool = open(folder)) {
      for (int i = hot; i < feeds; i++) {
        spool.note(feed(i));
      }
    }
    int cold = feeds - hot;
    double coldDisk = (double) Files.size(folder.resolve(".cold")) / cold;
    double[] heap = heapOfColdFeeds(folder, cold);
    progress.accept("making hot feeds");
    try (Spool spool = open(folder)) {
      for (int i = 0; i < hot; i++) {
        spool.put(feed(i), gzip);
      }
    }
    progress.accept("looking into each file");
    double bare = seconds(() -> look(folder));
    double all = heapOfAll(folder); // before the edge, which takes a while to let go of its own
    progress.accept("starting");
    double[] start = start(folder);
    return new Result(
        start[0],
        start[1],
        start[2],
        bare,
        heap[0],
        heap[1],
        (all - heap[0] * cold) / hot,
        coldDisk);
  }

  private static Spool open(Path folder) throws IOException {
    return Spool.open(
        new SpoolConfig(folder, 0, false, 0, Long.MAX_VALUE), new SimpleMeterRegistry());
  }

  private SpooledFeed feed(int i) {
    return new SpooledFeed(
        FeedUrl.parse("https://blog" + i + ".example.org/feeds/posts.xml"),
        7,
        "AAAAAAAAAAAAAAAAAAAAAQ",
        hash,
        "\"" + hash.substring(0, 32) + "\"",
        "application/rss+xml; charset=utf-8",
        NOW,
        DOCUMENT.length,
        NOW,
        NOW);
  }

  private static double[] heapOfColdFeeds(Path folder, int cold) throws IOException {
    long before = heap();
    try (Spool spool = open(folder);
        Outbox outbox =
            new Outbox(
                () -> KafkaSettings.of("127.0.0.1:9").sender("x"), new SimpleMeterRegistry())) {
      long opened = heap();
      Leases leases =
          new Leases(
              "bench",
              Duration.ofDays(7),
              url -> 1,
              KafkaSettings.of("127.0.0.1:9").topics().subscriptions,
              outbox,
              InstantSource.system());
      leases.sharing(url -> spool.find(url).map(SpooledFeed::url).orElse(url));
      for (SpooledFeed feed : spool.feeds()) {
        leases.known(FeedUrl.parse(feed.url().toString()), subscription(feed.url()));
      }
      double leased = heap() - opened;
      if (leases.running() != cold) {
        throw new IllegalStateException("not all leases are known");
      }
      return new double[] {(double) (opened - before) / cold, leased / cold};
    }
  }

  private static Subscription subscription(FeedUrl url) {
    return Subscription.newBuilder()
        .setFeedUrl(url.toString())
        .setSubscriber("bench")
        .setWants(List.of(Wanted.METADATA))
        .setLeaseUntil(Instant.now().plus(Duration.ofDays(1)))
        .setCreatedAt(Instant.now())
        .setCreatedBy("edge")
        .build();
  }

  private static double heapOfAll(Path folder) throws IOException {
    long before = heap();
    try (Spool spool = open(folder)) {
      double used = heap() - before;
      return spool.feeds().isEmpty() ? 0 : used;
    }
  }

  private double[] start(Path folder) throws Exception {
    OperatingSystemMXBean process =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    EdgeConfig config = EdgeConfig.defaults(folder).at("bench", 0, false);
    HttpClient client = HttpClient.newHttpClient();
    long cpu = process.getProcessCpuTime();
    long start = System.nanoTime();
    try (EdgeApp edge =
        new EdgeApp(KafkaSettings.of("127.0.0.1:9"), config, Metrics.registry(), new Health())) {
      Thread starting = new Thread(edge::start, "start"); // which waits for Kafka a while
      starting.start();
      while (edge.port() <= 0) {
        Thread.onSpinWait();
      }
      expect(client, edge.port(), hot / 2, 200);
      double warm = (System.nanoTime() - start) / 1e9;
      expect(client, edge.port(), hot + (feeds - hot) / 2, 304);
      double all = (System.nanoTime() - start) / 1e9;
      double used = (process.getProcessCpuTime() - cpu) / 1e9;
      starting.join();
      return new double[] {warm, all, used};
    }
  }

  private void expect(HttpClient client, int port, int feed, int status) throws Exception {
    String path = feed(feed).url().toString().replaceFirst("://", "/");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path));
    if (status == 304) {
      request.header("If-None-Match", "\"" + hash.substring(0, 32) + "\"");
    }
    int got = client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    if (got != status) {
      throw new IllegalStateException("expected " + status + ", found " + got);
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private static double seconds(Work work) throws IOException {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  /** What no start can do without: each file found, and its beginning read. */
  private static void look(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    files.parallelStream().forEach(StartBench::beginning);
  }

  private static void beginning(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      in.readNBytes(1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
