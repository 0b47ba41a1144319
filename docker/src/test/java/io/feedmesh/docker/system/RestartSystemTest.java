package io.feedmesh.docker.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.docker.bench.FeedOrigin;
import io.feedmesh.docker.up.UpApp;
import io.feedmesh.docker.up.UpConfig;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is killed in the middle of its work, and started again on the same folder. */
class RestartSystemTest {
  private static final int FEEDS = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Integer, Integer> latest = new HashMap<>();

  /** Everything in a process of its own, which prints where it is. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws InterruptedException {
      UpApp up = new UpApp(UpConfig.local(Path.of(args[0])));
      up.start(step -> {});
      System.out.println(
          "up " + up.kafka().bootstrapServers() + " " + up.receiverPort() + " " + up.edgePort());
      Thread.currentThread().join();
    }
  }

  private record Running(Process process, KafkaSettings kafka, int receiver, int edge) {}

  @Test
  void killingItInTheMiddleLosesAndRepeatsNothing() throws Exception {
    try (FeedOrigin origin = new FeedOrigin()) {
      for (int feed = 0; feed < FEEDS; feed++) {
        publish(origin, feed, 1);
      }
      Running first = start();
      subscribeAll(first, origin);
      for (int round = 0; round < 3; round++) {
        changeSome(first, origin);
      }
      first.process().destroyForcibly().waitFor();
      IntStream.range(0, FEEDS).forEach(feed -> publish(origin, feed, latest.get(feed) + 1));

      Running second = start();
      changeSome(second, origin);
      second.process().destroyForcibly().waitFor();

      Running third = start();
      try {
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    IntStream.range(0, FEEDS)
                        .forEach(
                            feed ->
                                assertThat(served(third, origin, feed))
                                    .as("feed %d", feed)
                                    .isEqualTo(Rss.feed("f" + feed, latest.get(feed)))));
        await().atMost(PATIENCE).untilAsserted(() -> assertEveryEntryOnce(third, origin));
      } finally {
        third.process().destroyForcibly().waitFor();
      }
    }
  }

  private void publish(FeedOrigin origin, int feed, int entries) {
    latest.put(feed, entries);
    origin.publish(path(feed), Rss.feed("f" + feed, entries), "application/rss+xml");
  }

  /** Publishes a new entry in every other feed, tells of it, and waits for some to arrive only. */
  private void changeSome(Running up, FeedOrigin origin) {
    List<CompletableFuture<?>> pings = new ArrayList<>();
    for (int feed = ThreadLocalRandom.current().nextInt(2); feed < FEEDS; feed += 2) {
      publish(origin, feed, latest.get(feed) + 1);
      URI ping =
          URI.create("http://127.0.0.1:" + up.receiver() + "/ping?url=" + origin.url(path(feed)));
      pings.add(
          client.sendAsync(
              HttpRequest.newBuilder(ping).build(), HttpResponse.BodyHandlers.discarding()));
    }
    CompletableFuture.allOf(pings.toArray(CompletableFuture<?>[]::new)).join();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                IntStream.range(0, FEEDS)
                    .anyMatch(
                        feed ->
                            served(up, origin, feed).length
                                == Rss.feed("f" + feed, latest.get(feed)).length));
  }

  /** Each version that the mesh fetched gives its entries once; ten back are in every version. */
  private void assertEveryEntryOnce(Running up, FeedOrigin origin) {
    Map<String, Integer> seen = new HashMap<>();
    for (EntryChange change : EntriesLog.read(up.kafka(), up.kafka().topics().entries)) {
      seen.merge(change.getFeedUrl() + " " + change.getEntry().getId(), 1, Integer::sum);
    }
    Map<String, Integer> expected = new HashMap<>();
    latest.forEach(
        (feed, entries) ->
            IntStream.rangeClosed(1, entries)
                .forEach(n -> expected.put(origin.url(path(feed)) + " f" + feed + "-" + n, 1)));
    assertThat(seen).isEqualTo(expected);
  }

  private byte[] served(Running up, FeedOrigin origin, int feed) {
    String url = "http://127.0.0.1:" + up.edge() + "/";
    URI uri = URI.create(url + origin.url(path(feed)).replace("://", "/"));
    try {
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray())
          .body();
    } catch (Exception e) {
      throw new AssertionError("no answer from " + uri, e);
    }
  }

  private static void subscribeAll(Running up, FeedOrigin origin) {
    Instant now = Instant.now();
    try (RecordSender sender = up.kafka().sender("test")) {
      for (int feed = 0; feed < FEEDS; feed++) {
        String url = origin.url(path(feed));
        Subscription subscription =
            Subscription.newBuilder()
                .setFeedUrl(url)
                .setSubscriber(UpApp.EDGE_NAME)
                .setWants(List.of(Wanted.DOCUMENTS, Wanted.ENTRIES))
                .setLeaseUntil(now.plus(Duration.ofDays(1)))
                .setCreatedAt(now)
                .build();
        sender
            .send(up.kafka().topics().subscriptions, url + " " + UpApp.EDGE_NAME, subscription)
            .join();
      }
    }
  }

  private Running start() throws Exception {
    Path log = folder.resolve("child.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.resolve("data").toString())
            .redirectError(log.toFile())
            .start();
    for (String line = process.inputReader().readLine();
        line != null;
        line = process.inputReader().readLine()) {
      if (line.startsWith("up ")) {
        String[] parts = line.split(" ", -1);
        return new Running(
            process,
            KafkaSettings.of(parts[1]),
            Integer.parseInt(parts[2]),
            Integer.parseInt(parts[3]));
      }
    }
    throw new AssertionError(
        "the child ended with " + process.waitFor() + ": " + Files.readString(log));
  }

  private static String path(int feed) {
    return "/blogs/" + feed + "/feed.xml";
  }
}
