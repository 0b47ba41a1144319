package io.feedmesh.docker.bench;

import io.feedmesh.docker.up.UpApp;
import io.feedmesh.docker.up.UpConfig;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long it takes from a ping until the change is a file in the spool, and until a client of the
 * live stream has its new entry: over real HTTP, through every part of one process.
 */
final class Latency {
  private static final int FEEDS = 10;
  private static final int WARM_UP = 30;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** What was measured. */
  record Result(Percentiles toSpool, Percentiles toClient) {}

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, CompletableFuture<Long>> awaited = new ConcurrentHashMap<>();

  Result run(Path folder, int pings) throws Exception {
    Result result = new Result(new Percentiles(), new Percentiles());
    try (FeedOrigin origin = new FeedOrigin();
        UpApp up = new UpApp(UpConfig.local(folder))) {
      up.start(step -> {});
      for (int feed = 0; feed < FEEDS; feed++) {
        publish(origin, feed, 0);
      }
      subscribe(up, origin);
      for (int feed = 0; feed < FEEDS; feed++) {
        awaitChange(spoolFile(folder, origin, feed), null);
      }
      CompletableFuture<?> stream = follow(up.edgePort());
      for (int i = 0; i < WARM_UP + pings; i++) {
        Result kept = i < WARM_UP ? new Result(new Percentiles(), new Percentiles()) : result;
        one(up, origin, folder, i % FEEDS, 1 + i / FEEDS, kept);
      }
      stream.cancel(true);
    }
    return result;
  }

  private void one(UpApp up, FeedOrigin origin, Path folder, int feed, int version, Result result)
      throws Exception {
    Path file = spoolFile(folder, origin, feed);
    Object before = key(file);
    String link = "/posts/" + (version + SyntheticFeeds.ENTRIES - 1) + "\"";
    CompletableFuture<Long> event = new CompletableFuture<>();
    awaited.put("https://blog" + feed + ".example" + link, event);
    publish(origin, feed, version);
    long start = System.nanoTime();
    ping(up.receiverPort(), origin.url(path(feed)));
    CompletableFuture<Long> spooled =
        CompletableFuture.supplyAsync(() -> awaitChange(file, before));
    result.toClient().add((event.get(30, TimeUnit.SECONDS) - start) / 1e6);
    result.toSpool().add((spooled.get(30, TimeUnit.SECONDS) - start) / 1e6);
  }

  private CompletableFuture<?> follow(int port) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/changes"))
            .header("Accept", "text/event-stream")
            .build();
    HttpResponse<java.util.stream.Stream<String>> response =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofLines()).get(10, TimeUnit.SECONDS);
    return CompletableFuture.runAsync(() -> response.body().forEach(this::line));
  }

  private void line(String line) {
    long now = System.nanoTime();
    awaited.forEach(
        (link, event) -> {
          if (line.contains(link)) {
            event.complete(now);
            awaited.remove(link);
          }
        });
  }

  private void ping(int port, String url) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/ping?url=" + url);
    var response =
        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException("the receiver answered " + response.statusCode());
    }
  }

  private static void publish(FeedOrigin origin, int feed, int version) {
    origin.publish(path(feed), SyntheticFeeds.document(feed, version), "application/rss+xml");
  }

  private static void subscribe(UpApp up, FeedOrigin origin) {
    Instant now = Instant.now();
    try (RecordSender sender = up.kafka().sender("bench")) {
      for (int feed = 0; feed < FEEDS; feed++) {
        String url = origin.url(path(feed));
        sender
            .send(
                up.kafka().topics().subscriptions,
                url + " " + UpApp.EDGE_NAME,
                subscription(url, now))
            .join();
      }
    }
  }

  static Subscription subscription(String url, Instant now) {
    return Subscription.newBuilder()
        .setFeedUrl(url)
        .setSubscriber(UpApp.EDGE_NAME)
        .setWants(List.of(Wanted.DOCUMENTS, Wanted.ENTRIES))
        .setLeaseUntil(now.plus(Duration.ofDays(1)))
        .setCreatedAt(now)
        .build();
  }

  /** The moment, by nanoTime, at which a file is there that is not the one of that key. */
  private static long awaitChange(Path file, Object before) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      Object now = key(file);
      if (now != null && !now.equals(before)) {
        return System.nanoTime();
      }
      LockSupport.parkNanos(1_000_000);
    }
    throw new IllegalStateException(file + " did not change within " + LIMIT.toSeconds() + " s");
  }

  private static Object key(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return found.fileKey() == null ? found.creationTime() : found.fileKey();
    } catch (IOException e) {
      return null; // not there yet
    }
  }

  private static Path spoolFile(Path folder, FeedOrigin origin, int feed) {
    return folder.resolve("spool/" + origin.url(path(feed)).replace("://", "/") + ".gz");
  }

  private static String path(int feed) {
    return "/blog" + feed + "/feed.xml";
  }
}
