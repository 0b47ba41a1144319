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
import io.feedmesh.streams.testing.TopologyRig;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueryViewsTest {
  private static final String FEED = "https://blog.example/feed.xml";
  private static final String OTHER = "https://other.example/feed.xml";

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
  void aQueryOnAFeedLetsThroughWhatItFinds() {
    subscribe(FEED, "reader", "kafka -rust");
    tell(FEED, "Kafka in the garden");
    tell(FEED, "Kafka and Rust");
    tell(OTHER, "Kafka elsewhere");

    assertThat(arrived()).containsExactly("reader [" + FEED + " kafka -rust] Kafka in the garden");
  }

  @Test
  void aQueryOverAllFeedsFindsInEach() {
    search("alerts", "kafka");
    tell(FEED, "Kafka here");
    tell(OTHER, "Kafka there");
    tell(OTHER, "Nothing there");

    assertThat(arrived())
        .containsExactly("alerts [* kafka] Kafka here", "alerts [* kafka] Kafka there");
  }

  @Test
  void allFeedsCanBeAskedForWithoutAQuery() {
    search("archive", null);
    tell(FEED, "One");
    tell(OTHER, "Two");

    assertThat(arrived()).containsExactly("archive [*] One", "archive [*] Two");
  }

  @Test
  void anEntryArrivesOnceWithAllReasons() {
    subscribe(FEED, "reader", null);
    search("reader", "kafka");
    search("reader", "garden");
    search("reader", "rust");
    search("second", "kafka");
    tell(FEED, "Kafka in the garden");

    assertThat(arrived())
        .satisfiesExactlyInAnyOrder(
            view ->
                assertThat(view)
                    .startsWith("reader [" + FEED + ", ")
                    .contains("* kafka", "* garden")
                    .doesNotContain("rust"),
            view -> assertThat(view).isEqualTo("second [* kafka] Kafka in the garden"));
  }

  @Test
  void aQueryThatEndsFindsNothingMore() {
    search("alerts", "kafka");
    search("alerts", "garden");
    rig.send(
        rig.topics.subscriptions, SubscriptionKey.ofSearch("alerts", "kafka").toString(), null);
    tell(FEED, "Kafka in the garden");
    assertThat(arrived()).containsExactly("alerts [* garden] Kafka in the garden");

    rig.advance(Duration.ofHours(2));
    tell(FEED, "Kafka in the garden, again");

    assertThat(arrived()).isEmpty();
    assertThat(rig.sent(rig.topics.searches)).endsWith(tombstone("alerts", "garden"));
  }

  @Test
  void anotherQueryOnAFeedTakesThePlaceOfTheFirst() {
    subscribe(FEED, "reader", "kafka");
    subscribe(FEED, "reader", "rust");
    tell(FEED, "Kafka");
    tell(FEED, "Rust");

    assertThat(arrived()).containsExactly("reader [" + FEED + " rust] Rust");
  }

  @Test
  void whatIsNoQueryFindsNothingAndIsCounted() {
    subscribe(FEED, "reader", "title:(");
    search("alerts", "*fka");
    tell(FEED, "Kafka");
    tell(FEED, "Kafka again");

    assertThat(arrived()).isEmpty();
    assertThat(rig.count("feedmesh.views.subscriptions.ignored")).isEqualTo(2);
  }

  @Test
  void aRemovedEntryIsToldToWhoWantsAllOfTheFeedAndFoundByNoQuery() {
    subscribe(FEED, "all", null);
    subscribe(FEED, "some", "-kafka");
    search("alerts", "-kafka");
    EntryChange removed = entry(FEED, "one");
    rig.send(
        rig.topics.entries,
        FEED,
        EntryChange.newBuilder(removed).setKind(ChangeKind.REMOVED).build());

    assertThat(arrived()).containsExactly("all [" + FEED + "] null");
  }

  private void subscribe(String feedUrl, String subscriber, String query) {
    rig.send(
        rig.topics.subscriptions,
        SubscriptionKey.of(feedUrl, subscriber).toString(),
        wish(feedUrl, subscriber, query));
  }

  private void search(String subscriber, String query) {
    SubscriptionKey key = SubscriptionKey.ofSearch(subscriber, query == null ? "" : query);
    rig.send(rig.topics.subscriptions, key.toString(), wish(null, subscriber, query));
  }

  private Subscription wish(String feedUrl, String subscriber, String query) {
    return Subscription.newBuilder(
            subscription(feedUrl, subscriber, rig.now().plus(Duration.ofHours(1)), Wanted.ENTRIES))
        .setQuery(query)
        .build();
  }

  private void tell(String feedUrl, String title) {
    Entry entry = Entry.newBuilder().setKey(title).setTitle(title).build();
    EntryChange change = EntryChange.newBuilder(entry(feedUrl, title)).setEntry(entry).build();
    rig.send(rig.topics.entries, feedUrl, change);
  }

  /** Since the last time, as subscriber, reasons, title. */
  private List<String> arrived() {
    return rig.sent(rig.topics.entryViews).stream()
        .map(TestRecord::value)
        .map(QueryViewsTest::words)
        .toList();
  }

  private static String words(EntryView view) {
    return view.getSubscriber()
        + " "
        + view.getReasons()
        + " "
        + view.getChange().getEntry().getTitle();
  }

  private TestRecord<String, Subscription> tombstone(String subscriber, String query) {
    return new TestRecord<>(
        SubscriptionKey.ofSearch(subscriber, query).toString(), null, rig.now());
  }
}
