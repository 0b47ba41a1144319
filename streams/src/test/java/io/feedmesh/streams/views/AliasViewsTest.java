package io.feedmesh.streams.views;

import static io.feedmesh.streams.testing.Samples.document;
import static io.feedmesh.streams.testing.Samples.entry;
import static io.feedmesh.streams.testing.Samples.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.EntryView;
import io.feedmesh.schemas.record.FeedAlias;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.streams.testing.TopologyRig;
import io.feedmesh.streams.topology.Handover;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AliasViewsTest {
  private static final String FEED = "https://blog.example/feed.xml";
  private static final String OLD = "http://www.blog.example/feed.xml";
  private static final String OTHER = "https://new.example/feed.xml";

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
  void whoSubscribedToAnAliasGetsTheDocumentsOfTheFeedUnderTheAddressThatItKnows() {
    subscribe(OLD, "edge");
    alias(OLD, FEED);
    publish(FEED, 7);

    assertThat(views()).containsOnlyKeys("edge " + OLD);
    Document view = lastOf("edge " + OLD, FEED, 8);
    assertThat(view.getFeedUrl()).isEqualTo(OLD);
    assertThat(view.getVersion()).isEqualTo(8);
  }

  @Test
  void whoSubscribesToAKnownAliasGetsTheFeedsDocumentAtOnce() {
    publish(FEED, 7);
    alias(OLD, FEED);
    subscribe(OLD, "edge");

    assertThat(views().get("edge " + OLD).getVersion()).isEqualTo(7);
  }

  @Test
  void anEntryArrivesOnceUnderAllAddressesByWhichTheSubscriberKnowsTheFeed() {
    subscribe(FEED, "reader");
    subscribe(OLD, "reader");
    subscribe(OLD, "reader-2");
    alias(OLD, FEED);

    rig.send(rig.topics.entries, FEED, entry(FEED, "one"));

    List<EntryView> views =
        rig.sent(rig.topics.entryViews).stream().map(TestRecord::value).toList();
    assertThat(views)
        .extracting(view -> view.getSubscriber() + " " + view.getReasons())
        .containsExactly("reader [" + FEED + ", " + OLD + "]", "reader-2 [" + OLD + "]");
  }

  @Test
  void whoUnsubscribesFromAnAliasGetsNothingMoreOfTheFeed() {
    subscribe(OLD, "edge");
    alias(OLD, FEED);
    publish(FEED, 1);

    rig.send(rig.topics.subscriptions, OLD + " edge", null);

    assertThat(views()).containsEntry("edge " + OLD, null);
    publish(FEED, 2);
    assertThat(views()).isEmpty();
  }

  @Test
  void aLeaseThatEndsEndsWhatFollowsFromIt() {
    subscribe(OLD, "edge");
    alias(OLD, FEED);
    publish(FEED, 1);

    rig.advance(Duration.ofHours(2));

    assertThat(views()).containsEntry("edge " + OLD, null);
    publish(FEED, 2);
    assertThat(views()).isEmpty();
  }

  @Test
  void aRenewalOfTheLeaseRenewsWhatFollowsFromIt() {
    subscribe(OLD, "edge");
    alias(OLD, FEED);
    rig.advance(Duration.ofMinutes(50));
    subscribe(OLD, "edge");
    rig.advance(Duration.ofMinutes(50));
    publish(FEED, 3);

    assertThat(views().get("edge " + OLD).getVersion()).isEqualTo(3);
  }

  @Test
  void theDocumentOfAnAliasGoesWithoutItsReadersLosingWhatTheyHave() {
    subscribe(OLD, "edge");
    publish(OLD, 3);
    alias(OLD, FEED);
    views();

    rig.send(rig.topics.documents, new TestRecord<>(OLD, null, Handover.headers(), rig.now()));
    assertThat(views()).isEmpty();
    subscribe(OLD, "late");

    assertThat(views()).isEmpty();
  }

  @Test
  void anAliasThatStandsForItselfAgainKeepsItsViewUntilItHasADocumentOfItsOwn() {
    subscribe(OLD, "edge");
    alias(OLD, FEED);
    publish(FEED, 1);
    rig.sent(rig.topics.documentViews);

    rig.send(rig.topics.feedAliases, OLD, null);
    publish(FEED, 2);
    assertThat(views()).isEmpty();
    publish(OLD, 9);

    assertThat(views().get("edge " + OLD).getVersion()).isEqualTo(9);
  }

  @Test
  void anAliasThatBecomesOneOfAnotherFeedFollowsThatOnly() {
    subscribe(OLD, "edge");
    alias(OLD, FEED);
    alias(OLD, OTHER);
    publish(FEED, 1);
    assertThat(views()).isEmpty();

    publish(OTHER, 4);

    assertThat(views().get("edge " + OLD).getVersion()).isEqualTo(4);
  }

  private void subscribe(String feedUrl, String subscriber) {
    rig.send(
        rig.topics.subscriptions,
        feedUrl + " " + subscriber,
        subscription(
            feedUrl,
            subscriber,
            rig.now().plus(Duration.ofHours(1)),
            Wanted.DOCUMENTS,
            Wanted.ENTRIES));
  }

  private void alias(String feedUrl, String canonical) {
    rig.send(
        rig.topics.feedAliases, feedUrl, new FeedAlias(feedUrl, canonical, "group", rig.now()));
  }

  private void publish(String feedUrl, long version) {
    rig.send(rig.topics.documents, feedUrl, document(feedUrl, version, "version " + version));
  }

  private Document lastOf(String view, String feedUrl, long version) {
    publish(feedUrl, version);
    return views().get(view);
  }

  /** The last of each view since the last time. */
  private Map<String, Document> views() {
    Map<String, Document> views = new TreeMap<>();
    rig.sent(rig.topics.documentViews).forEach(record -> views.put(record.key(), record.value()));
    return views;
  }
}
