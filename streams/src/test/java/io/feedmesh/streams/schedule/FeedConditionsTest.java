package io.feedmesh.streams.schedule;

import static io.feedmesh.streams.testing.Samples.document;
import static io.feedmesh.streams.testing.Samples.metadata;
import static io.feedmesh.streams.testing.Samples.ping;
import static io.feedmesh.streams.testing.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.FeedCondition;
import io.feedmesh.schemas.record.FeedStatus;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.schemas.record.Subscription;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** What the schedule says of feeds that fail, move, are gone, or are pages. */
class FeedConditionsTest extends ScheduleCase {
  private static final String OTHER = "https://blog.example/comments.xml";
  private static final String NEW = "https://elsewhere.example/feed.xml";

  private List<FeedStatus> told() {
    return rig.sent(rig.topics.feedStates).stream().map(TestRecord::value).toList();
  }

  private FetchRequest next() {
    for (int i = 0; i < 200; i++) {
      List<FetchRequest> requests = requests();
      if (!requests.isEmpty()) {
        return requests.get(0);
      }
      rig.advance(Duration.ofMinutes(15));
    }
    throw new AssertionError("no request within 50 hours");
  }

  private FetchResult.Builder to(FetchRequest request, FetchOutcome outcome) {
    return result(FEED, outcome, request.getRequestedAt());
  }

  private FetchResult failed(FetchRequest request, FetchFailure failure) {
    return to(request, FetchOutcome.FAILED).setFailure(failure).build();
  }

  @Test
  void eachKindOfFailureIsToldOnceAndTheEndOfItToo() {
    subscribe(FEED, "edge", Duration.ofDays(30));
    answer(failed(next(), FetchFailure.DNS));
    answer(failed(next(), FetchFailure.DNS));
    answer(failed(next(), FetchFailure.TLS));
    answer(to(next(), FetchOutcome.CHANGED).build());
    answer(to(next(), FetchOutcome.UNCHANGED).build());

    List<FeedStatus> told = told();
    assertThat(told).hasSize(3);
    assertThat(told.get(0).getCondition()).isEqualTo(FeedCondition.FAILING);
    assertThat(told.get(0).getFailure()).isEqualTo(FetchFailure.DNS);
    assertThat(told.get(1).getFailure()).isEqualTo(FetchFailure.TLS);
    assertThat(told.get(2)).as("a tombstone").isNull();
  }

  @Test
  void aFeedThatIsGoneIsPolledNoMoreUntilSomebodyPingsIt() {
    subscribe(FEED, "edge", Duration.ofDays(60));
    answer(to(next(), FetchOutcome.GONE).setStatus(410).build());
    FetchRequest second = next();
    assertThat(told()).extracting(FeedStatus::getCondition).containsExactly(FeedCondition.FAILING);

    answer(to(second, FetchOutcome.GONE).setStatus(410).build());
    assertThat(told()).extracting(FeedStatus::getCondition).containsExactly(FeedCondition.GONE);
    rig.advance(Duration.ofDays(20));
    assertThat(requests()).isEmpty();

    rig.send(rig.topics.pings, FEED, ping(FEED, null));
    answer(to(onlyRequest(), FetchOutcome.CHANGED).build());
    assertThat(told()).containsExactly((FeedStatus) null);
    assertThat(next().getFeedUrl()).isEqualTo(FEED);
  }

  @Test
  void aBelievedMoveIsFetchedFromItsNewAddressUnderItsOldName() {
    subscribe(FEED, "edge", Duration.ofDays(60));
    long started = rig.now().toEpochMilli();
    FetchRequest request = next();
    while (request.getAddress() == null) {
      answer(to(request, FetchOutcome.MOVED).setMovedTo(NEW).build());
      request = next();
    }

    assertThat(request.getAddress()).isEqualTo(NEW);
    assertThat(request.getFeedUrl()).isEqualTo(FEED);
    assertThat(rig.now().toEpochMilli() - started)
        .isGreaterThanOrEqualTo(Duration.ofDays(3).toMillis());
    FeedStatus moved = told().get(0);
    assertThat(moved.getCondition()).isEqualTo(FeedCondition.MOVED);
    assertThat(moved.getMovedTo()).isEqualTo(NEW);
  }

  @Test
  void aSubscriptionToAPageGoesToTheFeedThatThePageNames() {
    subscribe(FEED, "edge", Duration.ofDays(30));
    FetchResult page =
        to(next(), FetchOutcome.FAILED)
            .setFailure(FetchFailure.NOT_A_FEED)
            .setFeeds(List.of(OTHER, NEW))
            .build();
    answer(page);

    FeedStatus told = told().get(0);
    assertThat(told.getCondition()).isEqualTo(FeedCondition.PAGE);
    assertThat(told.getFeeds()).containsExactly(OTHER, NEW);
    List<TestRecord<String, Subscription>> moved = rig.sent(rig.topics.subscriptions);
    assertThat(moved).hasSize(2);
    assertThat(moved.get(0).key()).isEqualTo(OTHER + " edge");
    assertThat(moved.get(0).value().getFeedUrl()).isEqualTo(OTHER);
    assertThat(moved.get(0).value().getCreatedBy()).isEqualTo("discovery");
    assertThat(moved.get(1).key()).isEqualTo(FEED + " edge");
    assertThat(moved.get(1).value()).isNull();
  }

  @Test
  void whatADocumentSaysOfItsRhythmMovesTheNextPoll() {
    subscribe(FEED, "edge", Duration.ofDays(30));
    answer(to(next(), FetchOutcome.CHANGED).build());
    rig.advance(Duration.ofMinutes(1));
    var often = metadata("https://blog.example/").setUpdatePeriodSeconds(600L).build();
    rig.send(rig.topics.documents, FEED, document(FEED, 1, "x", often));

    rig.advance(Duration.ofMinutes(8));
    assertThat(requests()).isEmpty();
    rig.advance(Duration.ofMinutes(3));
    assertThat(onlyRequest().getFeedUrl()).isEqualTo(FEED);
  }
}
