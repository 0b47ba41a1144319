package io.feedmesh.streams.schedule;

import static io.feedmesh.streams.testing.Samples.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.streams.testing.TopologyRig;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;

/** The schedule on a rig: feeds are subscribed to, requests looked at, and answered. */
abstract class ScheduleCase {
  static final String FEED = "https://blog.example/feed.xml";
  private static final ScheduleConfig CONFIG =
      new ScheduleConfig(
          Duration.ofMinutes(5),
          Duration.ofHours(1),
          Duration.ofDays(1),
          Duration.ofSeconds(1),
          2,
          Duration.ofSeconds(60));

  final TopologyRig rig =
      new TopologyRig(
          (builder, topics, registry) ->
              ScheduleTopology.define(builder, topics, CONFIG, registry));

  @AfterEach
  void closeRig() {
    rig.close();
  }

  final void subscribe(String feedUrl, String subscriber, Duration lease) {
    rig.send(
        rig.topics.subscriptions,
        feedUrl + " " + subscriber,
        subscription(feedUrl, subscriber, rig.now().plus(lease), Wanted.DOCUMENTS));
  }

  final void answer(FetchResult result) {
    rig.send(rig.topics.fetchResults, result.getFeedUrl(), result);
  }

  final List<FetchRequest> requests() {
    return rig.sent(rig.topics.fetchRequests).stream().map(TestRecord::value).toList();
  }

  final FetchRequest onlyRequest() {
    List<FetchRequest> requests = requests();
    assertThat(requests).hasSize(1);
    return requests.get(0);
  }
}
