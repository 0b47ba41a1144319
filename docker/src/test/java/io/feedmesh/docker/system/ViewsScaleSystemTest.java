package io.feedmesh.docker.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.ChangeKind;
import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.EntryView;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.schemas.topic.SubscriptionKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes share the views, come, go and are killed under 500 changes a second. Longer with
 * {@code -Dfeedmesh.views.time=PT5M}: a kill every 20 s then.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class ViewsScaleSystemTest {
  private static final Duration TIME =
      Duration.parse(System.getProperty("feedmesh.views.time", "PT12S"));
  private static final Duration BETWEEN_KILLS =
      TIME.compareTo(Duration.ofMinutes(1)) < 0 ? Duration.ofSeconds(3) : Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String LATE = "late-";
  private static final int A_SECOND = 500;
  private static final int FEEDS = 40;
  private static final int SUBSCRIBERS = 20;
  private static final int FEEDS_EACH = 4;

  @TempDir Path folder;
  private final KafkaSettings kafka = TestBroker.shared().withTopics(4);
  private final RecordSender sender = kafka.sender("test");
  private final Map<Integer, Process> instances = new TreeMap<>();
  private final int[] sent = new int[FEEDS];

  @AfterEach
  void stop() {
    instances.values().forEach(Process::destroyForcibly);
    sender.close();
  }

  @Test
  void everyViewIsCompleteInOrderAndWithoutRepeatsWhoeverIsKilled() throws Exception {
    instance(0);
    subscribe();
    long end = System.nanoTime() + TIME.toNanos();
    CompletableFuture<Void> load = CompletableFuture.runAsync(() -> publishUntil(end));
    instance(1);
    instance(2);

    int kills = 0;
    while (System.nanoTime() < end) {
      int victim = kills++ % 3;
      if (kills == 2) {
        subscribeToAllThatWas();
      }
      LockSupport.parkNanos(BETWEEN_KILLS.toNanos());
      instances.get(victim).destroyForcibly().waitFor();
      instance(victim);
    }
    instances.remove(0).destroy(); // leaves in order
    load.join();

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> EntriesLog.read(kafka, kafka.topics().entryViews).size() >= expectedSize());
    assertThat(views()).as("after %d kills", kills).isEqualTo(expected());
    assertThat(views().keySet().stream().filter(view -> view.startsWith(LATE))).hasSize(2 * FEEDS);
    assertThat(kills).isGreaterThan(2);
  }

  private void subscribe() {
    for (int subscriber = 0; subscriber < SUBSCRIBERS; subscriber++) {
      for (int feed : feeds(subscriber)) {
        subscribe("s" + subscriber, url(feed), null);
      }
    }
    probeUntilSubscribed();
  }

  /** Later than the others, but with all that they have had: to each feed, and by a search. */
  private void subscribeToAllThatWas() {
    for (int feed = 0; feed < FEEDS; feed++) {
      subscribe(LATE + "feeds", url(feed), Instant.EPOCH);
    }
    subscribe(LATE + "search", null, Instant.EPOCH);
  }

  private void subscribe(String subscriber, String feedUrl, Instant since) {
    Instant now = Instant.now();
    Subscription subscription =
        Subscription.newBuilder()
            .setFeedUrl(feedUrl)
            .setSubscriber(subscriber)
            .setWants(List.of(Wanted.ENTRIES))
            .setLeaseUntil(now.plus(Duration.ofDays(1)))
            .setCreatedAt(now)
            .setSince(since)
            .build();
    SubscriptionKey key =
        feedUrl == null
            ? SubscriptionKey.ofSearch(subscriber, "")
            : SubscriptionKey.of(feedUrl, subscriber);
    sender.send(kafka.topics().subscriptions, key.toString(), subscription).join();
  }

  /** What is told before the app knows of a subscription is not for it: so the load waits. */
  private void probeUntilSubscribed() {
    for (int feed = 0; feed < FEEDS; feed++) {
      publish(feed);
    }
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              boolean all = views().size() == SUBSCRIBERS * FEEDS_EACH;
              if (!all) {
                IntStream.range(0, FEEDS).forEach(this::publish);
              }
              return all;
            });
  }

  private void publishUntil(long end) {
    long start = System.nanoTime();
    for (long n = 0; System.nanoTime() < end; n++) {
      publish((int) (n % FEEDS));
      LockSupport.parkNanos(start + n * 1_000_000_000L / A_SECOND - System.nanoTime());
    }
  }

  private void publish(int feed) {
    int n = sent[feed]++;
    Instant now = Instant.now();
    EntryChange change =
        EntryChange.newBuilder()
            .setFeedUrl(url(feed))
            .setKind(ChangeKind.NEW)
            .setEntry(Entry.newBuilder().setKey(Integer.toString(n)).build())
            .setDocumentVersion(n)
            .setFetchedAt(now)
            .setAcceptedAt(now)
            .build();
    var unused = sender.send(kafka.topics().entries, url(feed), change);
  }

  /** Numbers of the entries that arrived, by subscriber and feed. */
  private Map<String, List<Integer>> views() {
    Map<String, List<Integer>> views = new HashMap<>();
    for (EntryView view : EntriesLog.read(kafka, kafka.topics().entryViews)) {
      views
          .computeIfAbsent(
              view.getSubscriber() + " " + view.getChange().getFeedUrl(), key -> new ArrayList<>())
          .add(Integer.parseInt(view.getChange().getEntry().getKey()));
    }
    return views;
  }

  /**
   * From the first that arrived, which is the first told after the app knew of it, to the last; for
   * those that ask for all, from the first of all.
   */
  private Map<String, List<Integer>> expected() {
    Map<String, List<Integer>> expected = new HashMap<>();
    views()
        .forEach(
            (view, numbers) -> {
              int feed = Integer.parseInt(view.replaceAll(".*/", ""));
              expected.put(view, IntStream.range(numbers.get(0), sent[feed]).boxed().toList());
            });
    for (int feed = 0; feed < FEEDS; feed++) {
      List<Integer> all = IntStream.range(0, sent[feed]).boxed().toList();
      expected.put(LATE + "feeds " + url(feed), all);
      expected.put(LATE + "search " + url(feed), all);
    }
    return expected;
  }

  private int expectedSize() {
    return expected().values().stream().mapToInt(List::size).sum();
  }

  private static int[] feeds(int subscriber) {
    return IntStream.range(0, FEEDS_EACH).map(i -> (subscriber * 3 + i * 7) % FEEDS).toArray();
  }

  private static String url(int feed) {
    return "https://blog.example/" + feed;
  }

  private void instance(int number) throws Exception {
    instances.put(
        number,
        StreamsChild.start(kafka, folder, "views-" + number, "views", "--standby-replicas=1"));
  }
}
