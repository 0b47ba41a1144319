package io.feedmesh.streams.schedule;

import static io.feedmesh.streams.testing.Samples.document;
import static io.feedmesh.streams.testing.Samples.hash;
import static io.feedmesh.streams.testing.Samples.metadata;
import static io.feedmesh.streams.testing.Samples.ping;
import static io.feedmesh.streams.testing.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchReason;
import io.feedmesh.schemas.record.FetchRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SchedulePingsTest extends ScheduleCase {
  @Test
  void aPingForAFollowedFeedAsksAtOnceWithValidators() {
    subscribe(FEED, "edge", Duration.ofDays(1));
    answer(
        result(FEED, FetchOutcome.CHANGED, onlyRequest().getRequestedAt())
            .setEtag("\"1\"")
            .setContentHash(hash("one"))
            .build());
    rig.advance(Duration.ofSeconds(5));
    rig.send(rig.topics.pings, FEED, ping(FEED, null));

    FetchRequest request = onlyRequest();
    assertThat(request.getReason()).isEqualTo(FetchReason.PINGED);
    assertThat(request.getEtag()).isEqualTo("\"1\"");
    assertThat(request.getRequestedAt()).isEqualTo(rig.now());
  }

  @Test
  void manyPingsDuringAFetchCauseOneMoreAfterwards() {
    subscribe(FEED, "edge", Duration.ofDays(1));
    FetchRequest first = onlyRequest();
    rig.send(rig.topics.pings, FEED, ping(FEED, null));
    rig.send(rig.topics.pings, FEED, ping(FEED, null));
    rig.send(rig.topics.pings, FEED, ping(FEED, null));
    assertThat(requests()).isEmpty();
    rig.advance(Duration.ofSeconds(2));
    answer(result(FEED, FetchOutcome.CHANGED, first.getRequestedAt()).build());

    FetchRequest second = onlyRequest();
    assertThat(second.getReason()).isEqualTo(FetchReason.PINGED);
    answer(result(FEED, FetchOutcome.UNCHANGED, second.getRequestedAt()).build());
    rig.advance(Duration.ofSeconds(30));
    assertThat(requests()).isEmpty();
  }

  @Test
  void aPingWaitsForTheGapOfItsHost() {
    subscribe(FEED, "edge", Duration.ofDays(1));
    answer(result(FEED, FetchOutcome.CHANGED, onlyRequest().getRequestedAt()).build());
    rig.advance(Duration.ofMillis(400));
    rig.send(rig.topics.pings, FEED, ping(FEED, null));
    assertThat(requests()).isEmpty();
    rig.advance(Duration.ofMillis(500));
    assertThat(requests()).isEmpty();
    rig.advance(Duration.ofMillis(200));

    assertThat(onlyRequest().getReason()).isEqualTo(FetchReason.PINGED);
  }

  @Test
  void aPingForAPageAsksForTheFeedsOfThatSite() {
    subscribe(FEED, "edge", Duration.ofDays(1));
    answer(result(FEED, FetchOutcome.CHANGED, onlyRequest().getRequestedAt()).build());
    rig.send(
        rig.topics.documents,
        FEED,
        document(FEED, 1, "x", metadata("http://blog.example/front/").build()));
    rig.advance(Duration.ofSeconds(5));
    rig.send(
        rig.topics.pings, "https://blog.example/front", ping("https://blog.example/front", null));

    assertThat(onlyRequest().getFeedUrl()).isEqualTo(FEED);
    assertThat(rig.count("feedmesh.schedule.pings", "target", "page")).isEqualTo(1);
  }

  @Test
  void aPingForAPageAsksForTheFeedsBelowItButNotBesideIt() {
    String below = "https://blog.example/anna/feed";
    String beside = "https://blog.example/annabel/feed";
    subscribe(below, "edge", Duration.ofDays(1));
    answer(result(below, FetchOutcome.CHANGED, onlyRequest().getRequestedAt()).build());
    rig.advance(Duration.ofSeconds(2));
    subscribe(beside, "edge", Duration.ofDays(1));
    answer(result(beside, FetchOutcome.CHANGED, onlyRequest().getRequestedAt()).build());
    rig.advance(Duration.ofSeconds(5));
    rig.send(
        rig.topics.pings, "http://blog.example/anna/", ping("http://blog.example/anna/", null));
    rig.advance(Duration.ofSeconds(5));

    assertThat(onlyRequest().getFeedUrl()).isEqualTo(below);
  }

  @Test
  void aPingForAPageAsksForNoMoreThanTenFeeds() {
    for (int i = 0; i < 15; i++) {
      String feed = "https://many.example/feeds/" + i;
      subscribe(feed, "edge", Duration.ofDays(1));
      rig.advance(Duration.ofSeconds(2));
      answer(result(feed, FetchOutcome.CHANGED, onlyRequest().getRequestedAt()).build());
    }
    rig.send(rig.topics.pings, "https://many.example/", ping("https://many.example/", null));
    for (int i = 0; i < 15; i++) {
      rig.advance(Duration.ofSeconds(2));
      requests()
          .forEach(
              r ->
                  answer(
                      result(r.getFeedUrl(), FetchOutcome.UNCHANGED, r.getRequestedAt()).build()));
    }

    assertThat(rig.count("feedmesh.schedule.requests", "reason", "pinged")).isEqualTo(10);
  }

  @Test
  void aPingForWhatNobodyFollowsIsCountedAndIgnored() {
    rig.send(rig.topics.pings, FEED, ping(FEED, "not a url"));

    assertThat(requests()).isEmpty();
    assertThat(rig.count("feedmesh.schedule.pings", "target", "nothing")).isEqualTo(1);
  }
}
