package io.feedmesh.streams.views;

import static io.feedmesh.streams.testing.Samples.document;
import static io.feedmesh.streams.testing.Samples.entry;
import static io.feedmesh.streams.testing.Samples.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.EntryView;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.streams.testing.TopologyRig;
import io.feedmesh.streams.topology.Lapse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewsTopologyTest {
  private static final String FEED = "https://blog.example/feed.xml";
  private static final String LONGER = "https://blog.example/feed.xml2";

  private final TopologyRig rig =
      new TopologyRig(
          (builder, topics, registry) ->
              ViewsTopology.define(
                  builder, topics, ViewsConfig.DEFAULT, LoggedEntries.NONE, registry));

  @AfterEach
  void closeRig() {
    rig.close();
  }

  private void subscribe(String feedUrl, String subscriber, Duration lease, Wanted... wants) {
    rig.send(
        rig.topics.subscriptions,
        feedUrl + " " + subscriber,
        subscription(feedUrl, subscriber, rig.now().plus(lease), wants));
  }

  private void publish(String feedUrl, long version) {
    rig.send(rig.topics.documents, feedUrl, document(feedUrl, version, "version " + version));
  }

  private List<TestRecord<String, Document>> views() {
    return rig.sent(rig.topics.documentViews);
  }

  @Test
  void aDocumentGoesToThoseWhoWantItAndToNobodyElse() {
    subscribe(FEED, "edge-a", Duration.ofHours(1), Wanted.DOCUMENTS, Wanted.ENTRIES);
    subscribe(FEED, "edge-b", Duration.ofHours(1), Wanted.METADATA);
    subscribe(FEED, "reader", Duration.ofHours(1), Wanted.ENTRIES);
    subscribe(LONGER, "edge-c", Duration.ofHours(1), Wanted.DOCUMENTS);
    publish(FEED, 1);

    List<TestRecord<String, Document>> views = views();
    assertThat(views)
        .extracting(TestRecord::key)
        .containsExactly("edge-a " + FEED, "edge-b " + FEED);
    assertThat(views.get(0).value()).isEqualTo(document(FEED, 1, "version 1"));
    assertThat(views.get(1).value().getBody()).isNull();
    assertThat(views.get(1).value().getVersion()).isEqualTo(1);
  }

  @Test
  void anEntryGoesToThoseWhoWantEntries() {
    subscribe(FEED, "edge", Duration.ofHours(1), Wanted.DOCUMENTS, Wanted.ENTRIES);
    subscribe(FEED, "cold", Duration.ofHours(1), Wanted.METADATA);
    rig.send(rig.topics.entries, FEED, entry(FEED, "one"));

    List<TestRecord<String, EntryView>> entries = rig.sent(rig.topics.entryViews);
    assertThat(entries).hasSize(1);
    assertThat(entries.get(0).key()).isEqualTo("edge");
    EntryView view = entries.get(0).value();
    assertThat(view.getSubscriber()).isEqualTo("edge");
    assertThat(view.getReasons()).containsExactly(FEED);
    assertThat(view.getChange()).isEqualTo(entry(FEED, "one"));
  }

  @Test
  void aNewSubscriptionGetsTheCurrentDocumentAtOnce() {
    publish(FEED, 1);
    publish(FEED, 2);
    assertThat(views()).isEmpty();
    subscribe(FEED, "edge", Duration.ofHours(1), Wanted.DOCUMENTS);

    assertThat(views())
        .singleElement()
        .satisfies(
            v -> {
              assertThat(v.key()).isEqualTo("edge " + FEED);
              assertThat(v.value().getVersion()).isEqualTo(2);
              assertThat(v.value().getBody()).isNotNull();
            });
  }

  @Test
  void aRenewalInTimeSendsNothing() {
    publish(FEED, 1);
    subscribe(FEED, "edge", Duration.ofHours(1), Wanted.DOCUMENTS);
    assertThat(views()).hasSize(1);
    rig.advance(Duration.ofMinutes(50));
    subscribe(FEED, "edge", Duration.ofHours(1), Wanted.DOCUMENTS);
    rig.advance(Duration.ofMinutes(50));

    assertThat(views()).isEmpty();
    assertThat(rig.sent(rig.topics.subscriptions)).isEmpty();
  }

  @Test
  void aRenewalThatComesAfterTheEndButBeforeTheSweepGetsTheDocumentAgain() {
    publish(FEED, 1);
    rig.advance(Duration.ofSeconds(31));
    subscribe(FEED, "edge", Duration.ofSeconds(5), Wanted.DOCUMENTS);
    assertThat(views()).hasSize(1);
    rig.advance(Duration.ofSeconds(10));
    publish(FEED, 2);
    assertThat(views()).as("its lease has ended").isEmpty();
    subscribe(FEED, "edge", Duration.ofHours(1), Wanted.DOCUMENTS);

    assertThat(views())
        .singleElement()
        .satisfies(v -> assertThat(v.value().getVersion()).isEqualTo(2));
  }

  @Test
  void wantingTheBodyToo_orNoLonger_sendsTheDocumentInItsNewShape() {
    publish(FEED, 1);
    subscribe(FEED, "edge", Duration.ofHours(1), Wanted.METADATA);
    subscribe(FEED, "edge", Duration.ofHours(1), Wanted.DOCUMENTS);
    subscribe(FEED, "edge", Duration.ofHours(1), Wanted.METADATA);
    subscribe(FEED, "edge", Duration.ofHours(1), Wanted.ENTRIES);

    List<Document> views = views().stream().map(TestRecord::value).toList();
    assertThat(views).hasSize(4);
    assertThat(views.get(0).getBody()).isNull();
    assertThat(views.get(1).getBody()).isNotNull();
    assertThat(views.get(2).getBody()).isNull();
    assertThat(views.get(3)).isNull();
  }

  @Test
  void anEndedLeaseLeavesATombstoneOnBothTopics() {
    publish(FEED, 1);
    subscribe(FEED, "edge", Duration.ofMinutes(5), Wanted.DOCUMENTS);
    views();
    Instant lease = rig.now().plus(Duration.ofMinutes(5));
    rig.advance(Duration.ofMinutes(6));

    assertThat(views())
        .singleElement()
        .satisfies(
            v -> {
              assertThat(v.key()).isEqualTo("edge " + FEED);
              assertThat(v.value()).isNull();
            });
    List<TestRecord<String, Subscription>> ended = rig.sent(rig.topics.subscriptions);
    assertThat(ended)
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.key()).isEqualTo(FEED + " edge");
              assertThat(s.value()).isNull();
              assertThat(Lapse.leaseUntil(s.headers())).hasValue(lease.toEpochMilli());
            });
    publish(FEED, 2);
    rig.advance(Duration.ofMinutes(6));
    assertThat(views()).isEmpty();
    assertThat(rig.sent(rig.topics.subscriptions)).isEmpty();
  }

  @Test
  void unsubscribingWithdrawsTheDocumentOnce() {
    publish(FEED, 1);
    subscribe(FEED, "edge", Duration.ofHours(5), Wanted.DOCUMENTS);
    views();
    rig.send(rig.topics.subscriptions, FEED + " edge", null);
    rig.send(rig.topics.subscriptions, FEED + " edge", null);

    assertThat(views()).singleElement().satisfies(v -> assertThat(v.value()).isNull());
  }

  @Test
  void aLapseThatARenewalOvertookIsTakenBack() {
    publish(FEED, 1);
    subscribe(FEED, "edge", Duration.ofHours(1), Wanted.DOCUMENTS);
    views();
    Instant lapsed = rig.now().minusSeconds(1);
    rig.send(
        rig.topics.subscriptions,
        new TestRecord<>(FEED + " edge", null, Lapse.headers(lapsed.toEpochMilli()), rig.now()));

    assertThat(views()).isEmpty();
    assertThat(rig.sent(rig.topics.subscriptions))
        .singleElement()
        .satisfies(s -> assertThat(s.value().getSubscriber()).isEqualTo("edge"));
    publish(FEED, 2);
    assertThat(views()).hasSize(1);
  }

  @Test
  void aRemovedDocumentGoesOutOfEveryView() {
    subscribe(FEED, "edge", Duration.ofHours(1), Wanted.DOCUMENTS);
    publish(FEED, 1);
    views();
    rig.send(rig.topics.documents, FEED, null);
    assertThat(views()).singleElement().satisfies(v -> assertThat(v.value()).isNull());
    subscribe(FEED, "late", Duration.ofHours(1), Wanted.DOCUMENTS);
    assertThat(views()).isEmpty();
  }
}
