package io.feedmesh.streams.views;

import static io.feedmesh.streams.testing.Samples.entry;
import static io.feedmesh.streams.testing.Samples.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.ChangeKind;
import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.EntryView;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.topic.SubscriptionKey;
import io.feedmesh.streams.query.EntryMatcher;
import io.feedmesh.streams.query.EntryQuery;
import io.feedmesh.streams.testing.TopologyRig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Random entries and subscriptions that ask for earlier ones, beside a model that has it all. */
class BackfillPropertyTest {
  private static final String[] WORDS = {"kafka", "rust", "garden", "rare"};

  private final LoggedEntries log = new LoggedEntries();
  private final TopologyRig rig =
      new TopologyRig(
          (builder, topics, registry) ->
              ViewsTopology.define(builder, topics, ViewsConfig.DEFAULT, log::open, registry));
  private final List<EntryChange> history = new ArrayList<>();
  private final Map<String, Subscription> running = new TreeMap<>();
  private final Map<String, List<String>> expected = new TreeMap<>();
  private final Map<String, List<String>> views = new TreeMap<>();
  private final long seed = Long.getLong("feedmesh.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private int asked;

  @AfterEach
  void closeRig() {
    rig.close();
  }

  @Test
  void earlierEntriesAndTheLaterOnesAreOneViewWithoutGapRepeatOrDisorder() {
    start(-1); // before there is anything
    start(-2);
    for (int step = 0; step < 4_000; step++) {
      switch (random.nextInt(20)) {
        case 0 -> start(step);
        case 1 -> end();
        case 2, 3 -> rig.advance(Duration.ofMillis(50 + random.nextInt(2_000)));
        case 4 -> renew();
        default -> tell(step);
      }
    }
    settle();

    assertThat(views).as("seed %d", seed).isEqualTo(expected);
    assertThat(asked).as("seed %d", seed).isGreaterThan(30);
  }

  private void start(int step) {
    String query = random.nextBoolean() ? null : WORDS[random.nextInt(WORDS.length)];
    boolean all = random.nextInt(3) == 0;
    String subscriber = "s" + step;
    Instant since = rig.now().plusMillis(5_000 - random.nextInt(600_000));
    int how = random.nextInt(4);
    Subscription subscription =
        Subscription.newBuilder(
                subscription(
                    all ? null : feed(), subscriber, rig.now().plusSeconds(99_999), Wanted.ENTRIES))
            .setQuery(query)
            .setSince(how == 0 || all ? since : null)
            .setLast(how == 0 || how == 1 || all ? 0 : 1 + random.nextInt(30))
            .build();
    String key =
        all
            ? SubscriptionKey.ofSearch(subscriber, query == null ? "" : query).toString()
            : SubscriptionKey.of(subscription.getFeedUrl(), subscriber).toString();
    running.put(key, subscription);
    List<String> view = expected.computeIfAbsent(subscriber, unused -> new ArrayList<>());
    earlier(subscription).forEach(change -> view.add(change.getEntry().getKey()));
    if (view.isEmpty()) {
      expected.remove(subscriber);
    }
    boolean asks = subscription.getSince() != null || subscription.getLast() > 0;
    asked += asks ? 1 : 0;
    rig.send(rig.topics.subscriptions, key, subscription);
  }

  private List<EntryChange> earlier(Subscription s) {
    List<EntryChange> ofFeed =
        history.stream()
            .filter(each -> s.getFeedUrl() == null || each.getFeedUrl().equals(s.getFeedUrl()))
            .toList();
    if (s.getSince() != null) {
      return ofFeed.stream()
          .filter(each -> !each.getAcceptedAt().isBefore(s.getSince()) && wants(s, each))
          .toList();
    }
    List<EntryChange> found =
        lastOf(ofFeed, RecentEntries.LOOKED_AT).stream().filter(each -> wants(s, each)).toList();
    return lastOf(found, s.getLast());
  }

  private static <T> List<T> lastOf(List<T> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  private void renew() {
    if (!running.isEmpty()) {
      String key = anyRunning();
      Subscription later =
          Subscription.newBuilder(running.get(key))
              .setLeaseUntil(rig.now().plusSeconds(200_000))
              .build();
      rig.send(rig.topics.subscriptions, key, later);
    }
  }

  private void end() {
    if (!running.isEmpty()) {
      settle();
      String key = anyRunning();
      running.remove(key);
      rig.send(rig.topics.subscriptions, key, null);
    }
  }

  private String anyRunning() {
    return new ArrayList<>(running.keySet()).get(random.nextInt(running.size()));
  }

  private void tell(int number) {
    boolean removed = random.nextInt(20) == 0;
    String title = WORDS[random.nextInt(100) == 0 ? 3 : random.nextInt(3)];
    Entry entry = Entry.newBuilder().setKey("e" + number).setTitle(removed ? null : title).build();
    EntryChange change =
        EntryChange.newBuilder(entry(feed(), "e"))
            .setKind(removed ? ChangeKind.REMOVED : ChangeKind.NEW)
            .setEntry(entry)
            .setAcceptedAt(rig.now().minusMillis(random.nextInt(5_000))) // others' clocks
            .build();
    history.add(change);
    log.add(change.getFeedUrl(), change, change.getAcceptedAt());
    rig.send(rig.topics.entries, change.getFeedUrl(), change);
    for (Subscription s : running.values()) {
      boolean its = s.getFeedUrl() == null || s.getFeedUrl().equals(change.getFeedUrl());
      if (its && wants(s, change)) {
        expected
            .computeIfAbsent(s.getSubscriber(), unused -> new ArrayList<>())
            .add(change.getEntry().getKey());
      }
    }
  }

  private static boolean wants(Subscription s, EntryChange change) {
    boolean text = change.getKind() != ChangeKind.REMOVED;
    if (s.getQuery() == null) {
      return text || s.getFeedUrl() != null;
    }
    return text
        && EntryQuery.parse(s.getQuery()) instanceof EntryQuery.Parsed.Accepted accepted
        && new EntryMatcher(change).matches(accepted.query());
  }

  /** Until every backfill that began has ended. */
  private void settle() {
    for (int i = 0; i < 1_000 && rig.count("feedmesh.views.backfills") < asked; i++) {
      rig.advance(Duration.ofMillis(50));
    }
    assertThat(rig.count("feedmesh.views.backfills")).as("seed %d", seed).isEqualTo(asked);
    for (TestRecord<String, EntryView> record : rig.sent(rig.topics.entryViews)) {
      views
          .computeIfAbsent(record.key(), unused -> new ArrayList<>())
          .add(record.value().getChange().getEntry().getKey());
    }
  }

  private String feed() {
    return "https://f" + random.nextInt(3) + ".example/feed.xml";
  }
}
