package io.feedmesh.docker.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.testing.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetchers and schedulers share the work, come and go, are killed: no host notices. */
class PolitenessSystemTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int FEEDS = 40;
  private static final int PINGS = 1_000;

  @TempDir Path folder;
  private final KafkaSettings kafka = TestBroker.shared().withTopics(4);
  private final FollowedFeeds feeds = new FollowedFeeds(kafka, FEEDS);
  private final List<AutoCloseable> running = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable part : running) {
      part.close();
    }
    feeds.close();
  }

  @Test
  void theGapOfAHostHoldsUnderABurstOfPingsWhileSchedulersAndFetchersComeAndGo() throws Exception {
    AutoCloseable leaving = start(PoliteRole.scheduler(kafka, folder, "one"));
    start(PoliteRole.scheduler(kafka, folder, "two"));
    AutoCloseable lost = start(PoliteRole.fetcher(kafka, "fetcher-1"));
    start(PoliteRole.fetcher(kafka, "fetcher-2"));
    start(PoliteRole.fetcher(kafka, "fetcher-3"));
    feeds.subscribe();
    await().atMost(PATIENCE).until(() -> feeds.requests().size() >= FEEDS);

    feeds.ping(PINGS);
    await().atMost(PATIENCE).until(() -> feeds.requests().size() >= 2 * FEEDS);
    lost.close();
    leaving.close();
    feeds.ping(PINGS);
    start(PoliteRole.scheduler(kafka, folder, "one"));
    Instant lastPing = Instant.now();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(feeds.askedSince(lastPing)).containsAll(feeds.urls()));
    feeds.assertGap(PoliteRole.GAP);
  }

  @Test
  void killingASchedulerAndAFetcherUnderLoadForgetsNothingAndNoHostIsAskedMoreOften()
      throws Exception {
    Process scheduler = child("scheduler", "one");
    start(child("scheduler", "two")::destroyForcibly);
    Process fetcher = child("fetcher", "fetcher-1");
    start(child("fetcher", "fetcher-2")::destroyForcibly);
    feeds.subscribe();
    await().atMost(PATIENCE).until(() -> feeds.requests().size() >= FEEDS);

    for (int round = 2; round <= 3; round++) {
      feeds.publish(round);
      feeds.ping(PINGS);
      int before = feeds.requests().size();
      await().atMost(PATIENCE).until(() -> feeds.requests().size() > before + 5);
      scheduler.destroyForcibly().waitFor();
      fetcher.destroyForcibly().waitFor();
      feeds.ping(PINGS);
      scheduler = child("scheduler", "one");
      fetcher = child("fetcher", "fetcher-1");
    }
    start(scheduler::destroyForcibly);
    start(fetcher::destroyForcibly);

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(feeds.missing(3)).isEmpty());
    feeds.assertGap(PoliteRole.GAP);
  }

  private AutoCloseable start(AutoCloseable part) {
    running.add(part);
    return part;
  }

  private Process child(String role, String name) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            PoliteRole.class.getName(),
            role,
            name,
            kafka.bootstrapServers(),
            kafka.topics().settings().prefix(),
            folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()))
        .start();
  }
}
