package io.feedmesh.docker.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.bench.FeedOrigin;
import io.feedmesh.producers.fetch.FetcherApp;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.streams.app.StreamsApp;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything at once: hits, misses, changes, feeds that go cold and are forgotten, and an edge that
 * is killed again and again. {@code -Dfeedmesh.mixed.time=PT10M} for longer.
 */
@Timeout(1200)
class MixedLoadSystemTest {
  private static final Duration TIME =
      Duration.parse(System.getProperty("feedmesh.mixed.time", "PT32S"));
  private static final Duration LIFE = Duration.ofSeconds(8);
  private static final Duration RATE = Duration.ofMillis(40);
  private static final int FEEDS = 120;
  private static final int READERS = 6;

  @TempDir Path folder;
  private final KafkaSettings kafka = TestBroker.shared().withTopics(2);
  private final AtomicReference<URI> where = new AtomicReference<>();
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final long seed = System.nanoTime();
  private final int[] versions = new int[FEEDS];
  private int changes;
  private int kills;

  @Test
  void everyAnswerIsAWholeVersionAndNoneIsOlderThanWhatItsReaderHad() throws Exception {
    Path rules = Files.writeString(folder.resolve("expire"), "* 0s 2s 4s\n");
    Process streams = StreamsChild.start(kafka, folder, "apps", "dedupe", "views");
    VersionedReader.Findings findings = new VersionedReader.Findings();
    StreamsApp scheduler = PoliteRole.scheduler(kafka, folder, "scheduler");
    FetcherApp fetcher = PoliteRole.fetcher(kafka, "fetcher");
    try (FeedOrigin origin = new FeedOrigin()) {
      for (int feed = 0; feed < FEEDS; feed++) {
        publish(origin, feed, 1);
      }
      String edge = "/" + origin.url("").replaceFirst("://", "/");
      List<Thread> readers = new ArrayList<>();
      long rounds = Math.max(1, TIME.dividedBy(LIFE)); // an edge's start may take long, and is none
      while (kills < rounds) {
        try (EdgeChild child =
            new EdgeChild(
                kafka,
                folder,
                "--name=mixed",
                "--allow-private-origins",
                "--expire=" + rules,
                "--edge-lease=10s")) {
          where.set(child.uri("/"));
          while (readers.size() < READERS) {
            readers.add(read(readers.size(), edge, findings));
          }
          change(origin, System.nanoTime() + LIFE.toNanos());
          child.kill();
          kills++;
        }
      }
      open.set(false);
      for (Thread reader : readers) {
        reader.join();
      }
    } finally {
      open.set(false);
      fetcher.close();
      scheduler.close();
      streams.destroyForcibly().waitFor();
    }
    System.out.printf(
        "mixed load, seed %d: %d changes, %d kills, %s%n", seed, changes, kills, findings);
    assertThat(findings.faults()).as("seed %d", seed).isEmpty();
    assertThat(findings.counts().keySet()).contains("200 hit", "200 miss", "304 hit", "226 hit");
  }

  private Thread read(int number, String edge, VersionedReader.Findings findings) {
    Thread thread =
        new Thread(
            new VersionedReader(
                seed + number, FEEDS, feed -> edge + path(feed), where::get, open::get, findings),
            "reader-" + number);
    thread.start();
    return thread;
  }

  private static String path(int feed) {
    return "/feed" + feed + ".xml";
  }

  private void publish(FeedOrigin origin, int feed, int version) {
    versions[feed] = version;
    origin.publish(path(feed), VersionedFeed.document(feed, version), "application/rss+xml");
  }

  private void change(FeedOrigin origin, long until) {
    Random random = new Random(seed + kills);
    while (System.nanoTime() < until) {
      int feed = VersionedReader.one(random, FEEDS);
      publish(origin, feed, versions[feed] + 1);
      changes++;
      LockSupport.parkNanos(RATE.toNanos());
    }
  }
}
