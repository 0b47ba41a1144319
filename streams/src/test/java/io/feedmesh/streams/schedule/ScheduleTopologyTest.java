package io.feedmesh.streams.schedule;

import static io.feedmesh.streams.testing.Samples.document;
import static io.feedmesh.streams.testing.Samples.hash;
import static io.feedmesh.streams.testing.Samples.metadata;
import static io.feedmesh.streams.testing.Samples.ping;
import static io.feedmesh.streams.testing.Samples.result;
import static io.feedmesh.streams.testing.Samples.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.FeedAlias;
import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchReason;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.streams.topology.Lapse;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class ScheduleTopologyTest extends ScheduleCase {
  private static final String OTHER = "https://blog.example/comments.xml";

  @Test
  void asksForANewlySubscribedFeedAtOnce() {
    subscribe(FEED, "edge", Duration.ofDays(1));

    FetchRequest request = onlyRequest();
    assertThat(request.getFeedUrl()).isEqualTo(FEED);
    assertThat(request.getReason()).isEqualTo(FetchReason.SUBSCRIBED);
    assertThat(request.getSubscribers()).isEqualTo(1);
    assertThat(request.getRequestedAt()).isEqualTo(rig.now());
    assertThat(request.getDeadline()).isEqualTo(rig.now().plusSeconds(60));
    assertThat(request.getEtag()).isNull();
  }

  @Test
  void asksNothingForASecondSubscriberOfAFeedThatIsInFlightOrKnown() {
    subscribe(FEED, "edge", Duration.ofDays(1));
    FetchRequest request = onlyRequest();
    subscribe(FEED, "second", Duration.ofDays(1));
    answer(result(FEED, FetchOutcome.CHANGED, request.getRequestedAt()).build());
    subscribe(FEED, "third", Duration.ofDays(1));
    rig.advance(Duration.ofMinutes(10));

    assertThat(requests()).isEmpty();
  }

  @Test
  void sendsBackValidatorsByteForByteAndCountsLiveSubscriptions() {
    subscribe(FEED, "edge", Duration.ofDays(2));
    subscribe(FEED, "short", Duration.ofMinutes(1));
    answer(
        result(FEED, FetchOutcome.CHANGED, onlyRequest().getRequestedAt())
            .setEtag("W/\"a b\u00e9\"")
            .setLastModified("Sun, 22 Nov 2026  09:00:00 GMT")
            .setContentHash(hash("one"))
            .build());
    rig.advance(Duration.ofMinutes(70));

    FetchRequest next = onlyRequest();
    assertThat(next.getReason()).isEqualTo(FetchReason.DUE);
    assertThat(next.getEtag()).isEqualTo("W/\"a b\u00e9\"");
    assertThat(next.getLastModified()).isEqualTo("Sun, 22 Nov 2026  09:00:00 GMT");
    assertThat(next.getContentHash()).isEqualTo(hash("one"));
    assertThat(next.getSubscribers()).isEqualTo(1);
  }

  @Test
  void asksAgainWhenARequestIsNotAnsweredByItsDeadline() {
    subscribe(FEED, "edge", Duration.ofDays(1));
    FetchRequest first = onlyRequest();
    rig.advance(Duration.ofSeconds(59));
    assertThat(requests()).isEmpty();
    rig.advance(Duration.ofSeconds(2));

    FetchRequest second = onlyRequest();
    assertThat(second.getReason()).isEqualTo(FetchReason.RETRY);
    assertThat(second.getRequestedAt()).isAfter(first.getRequestedAt());
  }

  @Test
  void takesOnlyTheValidatorsOfALateAnswer() {
    subscribe(FEED, "edge", Duration.ofDays(1));
    FetchRequest first = onlyRequest();
    rig.advance(Duration.ofSeconds(61));
    FetchRequest second = onlyRequest();
    answer(
        result(FEED, FetchOutcome.CHANGED, first.getRequestedAt())
            .setEtag("\"late\"")
            .setContentHash(hash("late"))
            .build());
    assertThat(requests()).isEmpty();
    rig.advance(Duration.ofSeconds(61));

    FetchRequest third = onlyRequest();
    assertThat(third.getReason()).isEqualTo(FetchReason.RETRY);
    assertThat(third.getRequestedAt()).isAfter(second.getRequestedAt());
    assertThat(third.getEtag()).isEqualTo("\"late\"");
    assertThat(rig.count("feedmesh.schedule.answers", "kind", "late")).isEqualTo(1);
  }

  @Test
  void aRepeatedAnswerIsHarmless() {
    subscribe(FEED, "edge", Duration.ofDays(1));
    FetchResult result =
        result(FEED, FetchOutcome.UNCHANGED, onlyRequest().getRequestedAt()).build();
    answer(result);
    answer(result);
    rig.advance(Duration.ofMinutes(10));

    assertThat(requests()).isEmpty();
  }

  @Test
  void anAliasIsLeftInPeaceUntilItStandsForItselfAgain() {
    subscribe(FEED, "edge", Duration.ofDays(9));
    FetchRequest first = onlyRequest();
    answer(result(FEED, FetchOutcome.CHANGED, first.getRequestedAt()).build());
    rig.send(rig.topics.feedAliases, FEED, new FeedAlias(FEED, OTHER, "group", rig.now()));
    rig.advance(Duration.ofHours(23));
    assertThat(requests()).isEmpty();
    rig.advance(Duration.ofHours(2));
    FetchRequest daily = onlyRequest();
    answer(result(FEED, FetchOutcome.CHANGED, daily.getRequestedAt()).build());

    rig.send(rig.topics.feedAliases, FEED, null);
    rig.advance(Duration.ofHours(2));

    assertThat(onlyRequest().getReason()).isEqualTo(FetchReason.DUE);
  }

  @Test
  void aPingOfAnAliasIsStillHeard() {
    subscribe(FEED, "edge", Duration.ofDays(9));
    answer(result(FEED, FetchOutcome.CHANGED, onlyRequest().getRequestedAt()).build());
    rig.send(rig.topics.feedAliases, FEED, new FeedAlias(FEED, OTHER, "group", rig.now()));
    rig.advance(Duration.ofMinutes(1));

    rig.send(rig.topics.pings, FEED, ping(FEED, null));

    assertThat(onlyRequest().getReason()).isEqualTo(FetchReason.PINGED);
  }

  @Test
  void requestsToOneHostAreSpacedAndBounded() {
    subscribe(FEED, "edge", Duration.ofDays(1));
    subscribe(OTHER, "edge", Duration.ofDays(1));
    subscribe("https://blog.example/third", "edge", Duration.ofDays(1));
    subscribe("https://elsewhere.example/feed", "edge", Duration.ofDays(1));
    assertThat(requests())
        .extracting(FetchRequest::getFeedUrl)
        .containsExactly(FEED, "https://elsewhere.example/feed");
    rig.advance(Duration.ofSeconds(1));
    assertThat(onlyRequest().getFeedUrl()).isEqualTo(OTHER);
    rig.advance(Duration.ofSeconds(10));
    assertThat(requests()).as("two are in flight for the host").isEmpty();
  }

  @Test
  void aRefusalHoldsBackTheWholeHost() {
    subscribe(FEED, "edge", Duration.ofDays(1));
    Instant retryAt = rig.now().plusSeconds(600);
    answer(
        result(FEED, FetchOutcome.REFUSED, onlyRequest().getRequestedAt())
            .setStatus(429)
            .setRetryAt(retryAt)
            .build());
    subscribe(OTHER, "edge", Duration.ofDays(1));
    rig.send(rig.topics.pings, FEED, ping(FEED, null));
    rig.advance(Duration.ofSeconds(599));
    assertThat(requests()).isEmpty();
    rig.advance(Duration.ofSeconds(2));

    assertThat(requests()).isNotEmpty();
  }

  @Test
  void stopsWhenTheLastLeaseEndsAndGoesOnWithANewOne() {
    subscribe(FEED, "edge", Duration.ofMinutes(30));
    answer(
        result(FEED, FetchOutcome.CHANGED, onlyRequest().getRequestedAt())
            .setEtag("\"1\"")
            .setContentHash(hash("one"))
            .build());
    rig.advance(Duration.ofHours(5));
    assertThat(requests()).isEmpty();
    rig.send(rig.topics.pings, FEED, ping(FEED, null));
    assertThat(requests()).isEmpty();
    subscribe(FEED, "edge", Duration.ofHours(1));

    FetchRequest again = onlyRequest();
    assertThat(again.getEtag()).isEqualTo("\"1\"");
    assertThat(again.getSubscribers()).isEqualTo(1);
  }

  @Test
  void aRenewedLeaseKeepsTheFeedFollowed() {
    subscribe(FEED, "edge", Duration.ofMinutes(30));
    answer(result(FEED, FetchOutcome.CHANGED, onlyRequest().getRequestedAt()).build());
    rig.advance(Duration.ofMinutes(20));
    subscribe(FEED, "edge", Duration.ofHours(2));
    assertThat(requests()).isEmpty();
    rig.advance(Duration.ofMinutes(50));

    assertThat(onlyRequest().getReason()).isEqualTo(FetchReason.DUE);
  }

  @Test
  void aTombstoneEndsOneSubscriptionAndTheLastOneEndsThePolling() {
    subscribe(FEED, "edge", Duration.ofDays(1));
    subscribe(FEED, "second", Duration.ofDays(1));
    answer(result(FEED, FetchOutcome.CHANGED, onlyRequest().getRequestedAt()).build());
    rig.send(rig.topics.subscriptions, FEED + " edge", null);
    rig.advance(Duration.ofMinutes(70));
    FetchRequest request = onlyRequest();
    assertThat(request.getSubscribers()).isEqualTo(1);
    answer(result(FEED, FetchOutcome.UNCHANGED, request.getRequestedAt()).build());
    rig.send(rig.topics.subscriptions, FEED + " second", null);
    rig.send(rig.topics.subscriptions, FEED + " second", null);
    rig.advance(Duration.ofHours(20));

    assertThat(requests()).isEmpty();
  }

  @Test
  void aLapseThatWasOvertakenByARenewalEndsNothing() {
    Instant lapsed = rig.now().plusSeconds(60);
    subscribe(FEED, "edge", Duration.ofHours(2));
    answer(result(FEED, FetchOutcome.CHANGED, onlyRequest().getRequestedAt()).build());
    rig.send(
        rig.topics.subscriptions,
        new TestRecord<>(FEED + " edge", null, Lapse.headers(lapsed.toEpochMilli()), rig.now()));
    rig.advance(Duration.ofMinutes(70));

    assertThat(requests()).hasSize(1);
  }

  @Test
  void unsubscribingAndSubscribingDuringAFetchDoesNotAskTwice() {
    subscribe(FEED, "edge", Duration.ofDays(1));
    FetchRequest request = onlyRequest();
    rig.send(rig.topics.subscriptions, FEED + " edge", null);
    rig.advance(Duration.ofSeconds(5));
    subscribe(FEED, "edge", Duration.ofDays(1));
    assertThat(requests()).isEmpty();
    answer(result(FEED, FetchOutcome.CHANGED, request.getRequestedAt()).build());
    rig.advance(Duration.ofMinutes(10));

    assertThat(requests()).isEmpty();
  }

  @Test
  void aGoneFeedIsPolledOnceADayAndAtOnceForANewSubscriber() {
    subscribe(FEED, "edge", Duration.ofDays(10));
    answer(result(FEED, FetchOutcome.GONE, onlyRequest().getRequestedAt()).setStatus(410).build());
    rig.advance(Duration.ofHours(23));
    assertThat(requests()).isEmpty();
    subscribe(FEED, "second", Duration.ofDays(10));

    assertThat(onlyRequest().getReason()).isEqualTo(FetchReason.SUBSCRIBED);
  }

  @Test
  void waitsOutAFreshAnswerAndTheTtlOfAFeed() {
    subscribe(FEED, "edge", Duration.ofDays(10));
    rig.send(
        rig.topics.documents,
        FEED,
        document(FEED, 1, "x", metadata(null).setTtlMinutes(120).build()));
    answer(result(FEED, FetchOutcome.CHANGED, onlyRequest().getRequestedAt()).build());
    rig.advance(Duration.ofMinutes(119));
    assertThat(requests()).isEmpty();
    rig.advance(Duration.ofMinutes(20));
    answer(
        result(FEED, FetchOutcome.UNCHANGED, onlyRequest().getRequestedAt())
            .setFreshUntil(rig.now().plusSeconds(4 * 3600))
            .build());
    rig.advance(Duration.ofMinutes(239));
    assertThat(requests()).isEmpty();
    rig.advance(Duration.ofMinutes(2));
    assertThat(requests()).hasSize(1);
  }

  @Test
  void subscriptionsToAllFeedsAndRecordsWithoutKeyOrValueAreNotForIt() {
    rig.send(
        rig.topics.subscriptions,
        "* analyst",
        subscription(null, "analyst", rig.now().plusSeconds(60), Wanted.ENTRIES));
    rig.send(rig.topics.subscriptions, null, subscription(FEED, "x", rig.now().plusSeconds(60)));
    rig.send(rig.topics.pings, FEED, null);
    rig.send(rig.topics.fetchResults, FEED, null);
    rig.send(rig.topics.documents, FEED, null);
    rig.send(rig.topics.pings, null, ping(FEED, null));

    assertThat(requests()).isEmpty();
    assertThat(rig.count("feedmesh.schedule.subscriptions.ignored")).isEqualTo(1);
  }

  @Test
  void aSubscriptionWhoseLeaseHasEndedAlreadyAsksForNothing() {
    subscribe(FEED, "edge", Duration.ofSeconds(-1));
    rig.advance(Duration.ofHours(2));

    assertThat(requests()).isEmpty();
  }

  @Test
  void subscribingAgainAndAgainAsksAFailingHostNoFaster() {
    subscribe(FEED, "edge", Duration.ofDays(1));
    answer(result(FEED, FetchOutcome.FAILED, onlyRequest().getRequestedAt()).build());

    for (int i = 0; i < 10; i++) {
      rig.send(rig.topics.subscriptions, FEED + " edge", null);
      subscribe(FEED, "edge", Duration.ofDays(1));
    }
    assertThat(requests()).as("within the host's gap").isEmpty();

    rig.advance(Duration.ofSeconds(1));
    assertThat(requests()).hasSize(1);
  }

  @Test
  void theCrawlDelayOfAHostHoldsForAllOfItsFeeds() {
    subscribe("https://blog.example/a", "reader", Duration.ofDays(30));
    answer(
        result("https://blog.example/a", FetchOutcome.CHANGED, onlyRequest().getRequestedAt())
            .setCrawlDelayMillis(30_000)
            .build());
    subscribe("https://blog.example/b", "reader", Duration.ofDays(30));
    rig.advance(Duration.ofSeconds(28));
    assertThat(requests()).isEmpty();

    rig.advance(Duration.ofSeconds(3));

    assertThat(onlyRequest().getFeedUrl()).isEqualTo("https://blog.example/b");
  }
}
