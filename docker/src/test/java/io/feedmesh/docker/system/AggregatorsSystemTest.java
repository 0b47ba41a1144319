package io.feedmesh.docker.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeSource;
import io.feedmesh.schemas.record.ContentHash;
import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.OriginResponse;
import io.feedmesh.schemas.testing.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two aggregators hand in each version of many feeds, now the one first, now the other, the second
 * up to six versions late; the dedupe app is killed again and again. With {@code
 * -Dfeedmesh.feeds=DIR} over the histories there, with a kill every 20 s.
 */
class AggregatorsSystemTest {
  private static final Optional<Path> FEEDS =
      Optional.ofNullable(System.getProperty("feedmesh.feeds")).map(Path::of);
  private static final Duration TIME = Duration.ofSeconds(FEEDS.isPresent() ? 90 : 12);
  private static final Duration BETWEEN_KILLS = Duration.ofSeconds(FEEDS.isPresent() ? 20 : 3);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int LATEST = 6;

  private record Handed(int step, String feed, int version, String by) {}

  @TempDir Path folder;
  private final KafkaSettings many = TestBroker.shared().withTopics(4);
  private final KafkaSettings one = TestBroker.shared().withTopics(4);
  private final List<Process> running = new ArrayList<>();
  private final long seed = Long.getLong("feedmesh.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Instant start = Instant.now().minus(Duration.ofDays(20));
  private Map<String, List<byte[]>> histories;

  @AfterEach
  void stop() {
    running.forEach(Process::destroyForcibly);
  }

  @Test
  void whatTwoAggregatorsHandInTellsWhatOneDoesWhileTheAppIsKilled() throws Exception {
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    histories =
        FEEDS.isPresent()
            ? FeedHistories.read(FEEDS.get().resolve("history"))
            : FeedHistories.generate(random, 24, 40);
    running.add(StreamsChild.start(one, folder, "one", "dedupe"));
    handIn(one, inOrder(), Duration.ZERO);

    Process app = StreamsChild.start(many, folder, "many", "dedupe");
    CompletableFuture<Void> load = CompletableFuture.runAsync(() -> handIn(many, byTwo(), TIME));
    int kills = 0;
    while (!load.isDone()) {
      LockSupport.parkNanos(BETWEEN_KILLS.toNanos());
      app.destroyForcibly().waitFor();
      app = StreamsChild.start(many, folder, "many", "dedupe");
      kills++;
    }
    load.join();
    running.add(app);

    await().atMost(PATIENCE).until(() -> isUpToDate(one) && isUpToDate(many));
    Map<String, List<String>> told = told(one);
    assertThat(told(many)).as("after %d kills, seed %d", kills, seed).isEqualTo(told);
    assertThat(told).hasSameSizeAs(histories);
    assertThat(kills).isGreaterThan(2);
    System.out.printf(
        "%d feeds, %d versions, %d entries told, %d kills%n",
        histories.size(),
        histories.values().stream().mapToInt(List::size).sum(),
        told.values().stream().mapToInt(List::size).sum(),
        kills);
  }

  /** Whether the last document told of each feed is its last version. */
  private boolean isUpToDate(KafkaSettings kafka) {
    Map<String, ContentHash> latest = new HashMap<>();
    EntriesLog.read(kafka, kafka.topics().documents)
        .forEach(document -> latest.put(document.getFeedUrl(), document.getContentHash()));
    return histories.entrySet().stream()
        .allMatch(
            feed -> {
              byte[] last = feed.getValue().get(feed.getValue().size() - 1);
              return Bodies.hash(last).equals(latest.get(feed.getKey()));
            });
  }

  private List<Handed> inOrder() {
    List<Handed> all = new ArrayList<>();
    histories.forEach(
        (feed, versions) -> {
          for (int version = 0; version < versions.size(); version++) {
            all.add(new Handed(version, feed, version, "one"));
          }
        });
    all.sort((a, b) -> Integer.compare(a.step(), b.step()));
    return all;
  }

  /** Each version from one of the two at its time, from the other later, sometimes twice. */
  private List<Handed> byTwo() {
    List<Handed> all = new ArrayList<>();
    for (Handed first : inOrder()) {
      boolean a = random.nextBoolean();
      all.add(new Handed(first.step(), first.feed(), first.version(), a ? "a" : "b"));
      for (int times = 1 + random.nextInt(2); times > 0; times--) {
        int late = first.step() + 1 + random.nextInt(LATEST);
        all.add(new Handed(late, first.feed(), first.version(), a ? "b" : "a"));
      }
    }
    all.sort((a, b) -> Integer.compare(a.step(), b.step()));
    return all;
  }

  private void handIn(KafkaSettings kafka, List<Handed> all, Duration time) {
    try (RecordSender sender = kafka.sender("test")) {
      List<CompletableFuture<?>> sent = new ArrayList<>();
      for (Handed handed : all) {
        sent.add(sender.send(kafka.topics().changes, handed.feed(), change(handed)));
        LockSupport.parkNanos(time.toNanos() / all.size());
      }
      sent.forEach(CompletableFuture::join);
    }
  }

  /** Its origin dated it when it was published; whoever was late fetched it from a cache. */
  private Change change(Handed handed) {
    byte[] document = histories.get(handed.feed()).get(handed.version());
    Instant published = start.plus(Duration.ofMinutes(10L * handed.version()));
    Duration clock = Duration.ofSeconds(handed.by().equals("b") ? 100 : -100);
    return Change.newBuilder()
        .setFeedUrl(handed.feed())
        .setBody(Bodies.gzip(document))
        .setSize(document.length)
        .setContentHash(Bodies.hash(document))
        .setOrigin(OriginResponse.newBuilder().setUrl(handed.feed()).setDate(published).build())
        .setSource(ChangeSource.PUSH)
        .setFetchedAt(start.plus(Duration.ofMinutes(10L * handed.step())).plus(clock))
        .setFetchedBy(handed.by())
        .build();
  }

  /** Of each feed, in order, what was told of which entry. */
  private static Map<String, List<String>> told(KafkaSettings kafka) {
    Map<String, List<String>> told = new TreeMap<>();
    for (EntryChange change : EntriesLog.read(kafka, kafka.topics().entries)) {
      Entry entry = change.getEntry();
      told.computeIfAbsent(change.getFeedUrl(), feed -> new ArrayList<>())
          .add(change.getKind() + " " + entry);
    }
    return told;
  }
}
