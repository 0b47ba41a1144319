package io.feedmesh.docker.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;

/** A reader in a thread of its own, which knows what it has seen, and asks in all kinds of ways. */
final class VersionedReader implements Runnable {
  private static final Duration AGAIN = Duration.ofMillis(50);

  private record Seen(int version, String etag) {}

  private final HttpClient client;
  private final Random random;
  private final int feeds;
  private final IntFunction<String> path;
  private final Supplier<URI> edge;
  private final Supplier<Boolean> open;
  private final ConcurrentMap<String, Integer> counts;
  private final List<String> faults;
  private final Map<Integer, Seen> seen = new HashMap<>();

  /** What all readers of a test found: answers by kind, and what was wrong. */
  record Findings(ConcurrentMap<String, Integer> counts, List<String> faults) {
    Findings() {
      this(new ConcurrentSkipListMap<>(), new CopyOnWriteArrayList<>());
    }

    @Override
    public String toString() {
      return new TreeMap<>(counts) + (faults.isEmpty() ? "" : " faults: " + faults);
    }
  }

  /**
   * Reads any of so many feeds.
   *
   * @param path of a feed at the edge
   * @param edge where the edge is now
   * @param open whether to go on
   */
  VersionedReader(
      long seed,
      int feeds,
      IntFunction<String> path,
      Supplier<URI> edge,
      Supplier<Boolean> open,
      Findings findings) {
    this.random = new Random(seed);
    this.feeds = feeds;
    this.path = path;
    this.edge = edge;
    this.open = open;
    this.counts = findings.counts();
    this.faults = findings.faults();
    this.client =
        HttpClient.newBuilder()
            .version(
                random.nextInt(3) == 0 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
  }

  @Override
  public void run() {
    while (open.get()) {
      int feed = one(random, feeds);
      try {
        ask(feed);
      } catch (IOException e) {
        count("unreachable"); // it was killed
        LockSupport.parkNanos(AGAIN.toNanos());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** One of them, some more often than others. */
  static int one(Random random, int feeds) {
    return (int) (feeds * Math.pow(random.nextDouble(), 3));
  }

  private void count(String kind) {
    counts.merge(kind, 1, Integer::sum);
  }

  private void ask(int feed) throws IOException, InterruptedException {
    Seen before = seen.get(feed);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(edge.get().resolve(path.apply(feed)))
            .timeout(Duration.ofSeconds(20));
    boolean gzip = random.nextBoolean();
    if (gzip) {
      request.header("Accept-Encoding", "gzip");
    }
    if (before != null && random.nextInt(3) > 0) {
      request.header("If-None-Match", before.etag());
    }
    if (random.nextBoolean()) {
      request.header("A-IM", "feed");
    }
    HttpResponse<byte[]> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    judge(feed, before, answer);
  }

  private void judge(int feed, Seen before, HttpResponse<byte[]> answer) throws IOException {
    int status = answer.statusCode();
    String how = answer.headers().firstValue("Cache-Status").orElse("");
    count(status + (how.contains("hit") ? " hit" : how.contains("fwd") ? " miss" : ""));
    if (status == 304) {
      return;
    }
    if (status != 200 && status != 226) {
      if (status != 503 && status != 504) {
        faults.add(feed + ": " + status + " " + new String(answer.body(), UTF_8));
      }
      return;
    }
    byte[] body = answer.body();
    if (answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip")) {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
        body = in.readAllBytes();
      }
    }
    OptionalInt version = VersionedFeed.version(feed, new String(body, UTF_8), status == 226);
    String etag = answer.headers().firstValue("ETag").orElse("");
    if (version.isEmpty()) {
      faults.add(feed + ": no whole version: " + status + " " + new String(body, UTF_8));
    } else if (before != null && version.getAsInt() < before.version()) {
      faults.add(
          "%d: version %d after %d (%s)"
              .formatted(feed, version.getAsInt(), before.version(), how));
    } else {
      seen.put(feed, new Seen(version.getAsInt(), etag));
    }
  }
}
