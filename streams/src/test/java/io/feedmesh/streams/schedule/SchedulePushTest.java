package io.feedmesh.streams.schedule;

import static io.feedmesh.streams.testing.Samples.document;
import static io.feedmesh.streams.testing.Samples.hash;
import static io.feedmesh.streams.testing.Samples.metadata;
import static io.feedmesh.streams.testing.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.FeedMetadata;
import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.OriginResponse;
import io.feedmesh.schemas.record.PushProtocol;
import io.feedmesh.schemas.record.PushRequest;
import io.feedmesh.schemas.record.PushResult;
import io.feedmesh.schemas.record.PushResultKind;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** W3C WebSub and rssCloud as the schedule sees them: discovery, leases, renewal, trust. */
class SchedulePushTest extends ScheduleCase {
  private static final String HUB = "https://hub.example/";

  @BeforeEach
  void aFollowedFeedThatWasFetched() {
    subscribe(FEED, "reader", Duration.ofHours(40));
    answer(
        result(FEED, FetchOutcome.CHANGED, onlyRequest().getRequestedAt())
            .setContentHash(hash("one"))
            .build());
  }

  @Test
  void section4TheHubThatADocumentNamesIsAskedAboutItsSelf() {
    publish(feed(List.of(HUB)).setSelf("https://blog.example/feed").build());

    PushRequest request = onlyPushRequest();
    assertThat(request.getProtocol()).isEqualTo(PushProtocol.WEBSUB);
    assertThat(request.getEndpoint()).isEqualTo(HUB);
    assertThat(request.getTopic()).isEqualTo("https://blog.example/feed");
    assertThat(request.getFeedUrl()).isEqualTo(FEED);
    assertThat(request.getSubscribe()).isTrue();
  }

  @Test
  void section4LinkFieldsComeFirst() {
    Document document = document(FEED, 1, "one", feed(List.of(HUB)).setSelf(FEED).build());
    Document linked =
        Document.newBuilder(document)
            .setOrigin(
                OriginResponse.newBuilder(document.getOrigin())
                    .setLinks(List.of("</hub>; rel=hub, <https://blog.example/s>; rel=self"))
                    .build())
            .build();
    rig.send(rig.topics.documents, FEED, linked);

    PushRequest request = onlyPushRequest();
    assertThat(request.getEndpoint()).isEqualTo("https://blog.example/hub");
    assertThat(request.getTopic()).isEqualTo("https://blog.example/s");
  }

  @Test
  void aHubWithoutAnAddressIsPassedOver() {
    publish(feed(List.of("mailto:hub@example.org", HUB)).build());

    assertThat(onlyPushRequest().getEndpoint()).isEqualTo(HUB);
  }

  @Test
  void aCloudIsAskedWhereThereIsNoHub() {
    publish(feed(List.of()).setCloud("http://cloud.example:5337/pleaseNotify").build());

    PushRequest request = onlyPushRequest();
    assertThat(request.getProtocol()).isEqualTo(PushProtocol.RSS_CLOUD);
    assertThat(request.getEndpoint()).isEqualTo("http://cloud.example:5337/pleaseNotify");
    assertThat(request.getTopic()).isEqualTo(FEED);
  }

  @Test
  void section5AVerifiedHubLetsPollsRestUntilItsLeaseIsRenewed() {
    publish(feed(List.of(HUB)).build());
    onlyPushRequest();
    told(PushResultKind.VERIFIED, Duration.ofHours(20));

    rig.advance(Duration.ofHours(17));
    assertThat(requests()).isEmpty();
    assertThat(pushRequests()).isEmpty();
    rig.advance(Duration.ofHours(2));
    unchanged();
    assertThat(onlyPushRequest().getSubscribe()).isTrue();
  }

  @Test
  void aHubThatMissesAChangeIsDemotedUntilItDeliversOne() {
    publish(feed(List.of(HUB)).build());
    told(PushResultKind.VERIFIED, Duration.ofDays(10));
    rig.advance(Duration.ofHours(25));
    answer(
        result(FEED, FetchOutcome.CHANGED, onlyRequest().getRequestedAt())
            .setContentHash(hash("not told"))
            .build());

    rig.advance(Duration.ofHours(13));
    assertThat(requests()).as("polled as if there were no hub").isNotEmpty();
    assertThat(rig.count("feedmesh.schedule.push.missed")).isEqualTo(1);
  }

  @Test
  void aDeliveredDocumentIsKnownToTheNextPollAndCountsForTheHub() {
    publish(feed(List.of(HUB)).build());
    told(PushResultKind.VERIFIED, Duration.ofDays(10));
    rig.send(
        rig.topics.pushResults,
        FEED,
        PushResult.newBuilder(pushResult(PushResultKind.DELIVERED, Duration.ZERO))
            .setContentHash(hash("two"))
            .build());

    rig.advance(Duration.ofHours(27));
    assertThat(onlyRequest().getContentHash()).isEqualTo(hash("two"));
  }

  @Test
  void section51AHubIsToldWhenNobodyFollowsTheFeedAnyMore() {
    publish(feed(List.of(HUB)).build());
    told(PushResultKind.VERIFIED, Duration.ofDays(10));
    pushRequests();
    rig.send(rig.topics.subscriptions, FEED + " reader", null);

    PushRequest request = onlyPushRequest();
    assertThat(request.getSubscribe()).isFalse();
    assertThat(request.getEndpoint()).isEqualTo(HUB);
    assertThat(request.getTopic()).isEqualTo(FEED);
  }

  @Test
  void section51AHubIsToldWhenTheLastLeaseOfItsReadersLapses() {
    publish(feed(List.of(HUB)).build());
    told(PushResultKind.VERIFIED, Duration.ofDays(10));
    pushRequests();

    rig.advance(Duration.ofHours(70));

    assertThat(onlyPushRequest().getSubscribe()).isFalse();
  }

  @Test
  void section52ADenialLetsPollsGoOnAndTheHubIsAskedAgainLater() {
    publish(feed(List.of(HUB)).build());
    told(PushResultKind.VERIFIED, Duration.ofDays(10));
    told(PushResultKind.DENIED, Duration.ZERO);
    pushRequests();

    rig.advance(Duration.ofMinutes(110));
    unchanged();

    assertThat(onlyPushRequest().getAttempt()).isEqualTo(1);
  }

  @Test
  void whatIsToldOfAFeedThatNobodyKnowsChangesNothing() {
    rig.send(
        rig.topics.pushResults,
        "https://other.example/",
        PushResult.newBuilder(pushResult(PushResultKind.VERIFIED, Duration.ofDays(1)))
            .setFeedUrl("https://other.example/")
            .build());

    assertThat(pushRequests()).isEmpty();
    assertThat(requests()).isEmpty();
  }

  private void publish(FeedMetadata feed) {
    rig.send(rig.topics.documents, FEED, document(FEED, 1, "one", feed));
  }

  private static FeedMetadata.Builder feed(List<String> hubs) {
    return metadata(null).setHubs(hubs);
  }

  private void told(PushResultKind kind, Duration lease) {
    rig.send(rig.topics.pushResults, FEED, pushResult(kind, lease));
  }

  private PushResult pushResult(PushResultKind kind, Duration lease) {
    return PushResult.newBuilder()
        .setFeedUrl(FEED)
        .setKind(kind)
        .setProtocol(PushProtocol.WEBSUB)
        .setTopic(FEED)
        .setLeaseSeconds(lease.toSeconds())
        .setAt(rig.now())
        .build();
  }

  private void unchanged() {
    requests()
        .forEach(
            request ->
                answer(result(FEED, FetchOutcome.UNCHANGED, request.getRequestedAt()).build()));
  }

  private List<PushRequest> pushRequests() {
    return rig.sent(rig.topics.pushRequests).stream().map(TestRecord::value).toList();
  }

  private PushRequest onlyPushRequest() {
    List<PushRequest> requests = pushRequests();
    assertThat(requests).hasSize(1);
    return requests.get(0);
  }
}
