package io.feedmesh.streams.views;

import static io.feedmesh.streams.testing.Samples.entry;
import static io.feedmesh.streams.testing.Samples.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.ChangeKind;
import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.streams.testing.TopologyRig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EntryOnceTest {
  private static final String MAIN = "https://blog.example/feed.xml";
  private static final String CATEGORY = "https://blog.example/cats.xml";
  private static final String PLANET = "https://planet.example/feed.xml";

  private final TopologyRig rig =
      new TopologyRig(
          (builder, topics, registry) ->
              ViewsTopology.define(
                  builder, topics, ViewsConfig.DEFAULT, LoggedEntries.NONE, registry));

  @AfterEach
  void closeRig() {
    rig.close();
  }

  @Test
  void anEntryOfSeveralFeedsArrivesOnceFromTheFirstThatHasIt() {
    subscribe("reader", true, MAIN, CATEGORY, PLANET);

    tell(CATEGORY, "post", ChangeKind.NEW);
    tell(MAIN, "post", ChangeKind.NEW);
    tell(PLANET, "post", ChangeKind.NEW);
    tell(PLANET, "other", ChangeKind.NEW);

    assertThat(arrived("reader")).containsExactly(CATEGORY + " post NEW", PLANET + " other NEW");
    assertThat(rig.count("feedmesh.views.entries.repeated")).isEqualTo(2);
  }

  @Test
  void itsChangesArriveFromThatFeedOnly() {
    subscribe("reader", true, MAIN, CATEGORY);

    tell(MAIN, "post", ChangeKind.NEW);
    tell(CATEGORY, "post", ChangeKind.NEW);
    tell(CATEGORY, "post", ChangeKind.UPDATED);
    tell(MAIN, "post", ChangeKind.UPDATED);

    assertThat(arrived("reader")).containsExactly(MAIN + " post NEW", MAIN + " post UPDATED");
  }

  @Test
  void othersGetEachEntryOfEachFeed() {
    subscribe("reader", true, MAIN);
    subscribe("analyst", false, MAIN, CATEGORY);

    tell(MAIN, "post", ChangeKind.NEW);
    tell(CATEGORY, "post", ChangeKind.NEW);

    Map<String, List<String>> arrived = arrived();
    assertThat(arrived.get("analyst")).containsExactly(MAIN + " post NEW", CATEGORY + " post NEW");
    assertThat(arrived.get("reader")).containsExactly(MAIN + " post NEW");
  }

  @Test
  void whoWasFirstIsForgottenInTime() {
    subscribe("reader", true, MAIN, CATEGORY);
    for (int i = 0; i < 25_000; i++) {
      tell(MAIN, "post" + i, ChangeKind.NEW);
    }
    rig.advance(EntryOnce.REMEMBER.plusMinutes(1));
    assertThat(rig.stored(EntryOnce.STORE)).isEqualTo(25_000);

    subscribe("reader", true, MAIN, CATEGORY);
    tell(CATEGORY, "post1", ChangeKind.NEW);
    for (int minute = 0; minute < 3; minute++) {
      rig.advance(Duration.ofMinutes(1));
    }

    assertThat(arrived("reader")).hasSize(25_001).endsWith(CATEGORY + " post1 NEW");
    assertThat(rig.stored(EntryOnce.STORE)).isEqualTo(1);
  }

  @Test
  void whateverTheOrderEachEntryArrivesOnceAsNew() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    Random random = new Random(seed);
    String[] feeds = {MAIN, CATEGORY, PLANET};
    subscribe("reader", true, feeds);
    Map<String, String> first = new HashMap<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String feed = feeds[random.nextInt(feeds.length)];
      String post = "post" + random.nextInt(60);
      ChangeKind kind = random.nextBoolean() ? ChangeKind.NEW : ChangeKind.UPDATED;
      tell(feed, post, kind);
      if (feed.equals(first.computeIfAbsent(post, p -> feed))) {
        expected.add(feed + " " + post + " " + kind);
      }
    }

    assertThat(arrived("reader")).as("seed %d", seed).isEqualTo(expected);
  }

  private void subscribe(String subscriber, boolean once, String... feeds) {
    for (String feed : feeds) {
      Subscription all =
          subscription(feed, subscriber, rig.now().plus(Duration.ofDays(1)), Wanted.ENTRIES);
      rig.send(
          rig.topics.subscriptions,
          feed + " " + subscriber,
          Subscription.newBuilder(all).setOnce(once).build());
    }
  }

  private void tell(String feed, String post, ChangeKind kind) {
    EntryChange change = entry(feed, feed + post);
    Entry same = Entry.newBuilder(change.getEntry()).setGlobalKey(post).build();
    rig.send(
        rig.topics.entries,
        feed,
        EntryChange.newBuilder(change).setEntry(same).setKind(kind).build());
  }

  private List<String> arrived(String subscriber) {
    return arrived().getOrDefault(subscriber, List.of());
  }

  /** Since the last time, by subscriber. */
  private Map<String, List<String>> arrived() {
    Map<String, List<String>> arrived = new HashMap<>();
    for (var record : rig.sent(rig.topics.entryViews)) {
      EntryChange change = record.value().getChange();
      arrived
          .computeIfAbsent(record.key(), key -> new ArrayList<>())
          .add(
              change.getFeedUrl()
                  + " "
                  + change.getEntry().getGlobalKey()
                  + " "
                  + change.getKind());
    }
    return arrived;
  }
}
