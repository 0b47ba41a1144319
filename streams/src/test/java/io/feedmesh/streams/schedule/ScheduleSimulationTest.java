package io.feedmesh.streams.schedule;

import static io.feedmesh.streams.testing.Samples.ping;
import static io.feedmesh.streams.testing.Samples.result;
import static io.feedmesh.streams.testing.Samples.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.streams.testing.TopologyRig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens in whatever order, what the schedule promises holds. The seed is the name. */
class ScheduleSimulationTest {
  private static final long GAP = 500;
  private static final int IN_FLIGHT = 2;
  private static final long DEADLINE = 4_000;
  private static final ScheduleConfig CONFIG =
      new ScheduleConfig(
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMillis(GAP),
          IN_FLIGHT,
          Duration.ofMillis(DEADLINE));
  private static final List<String> FEEDS =
      List.of(
          "https://a.example/1",
          "https://a.example/2",
          "https://a.example/3",
          "http://a.example:8080/4",
          "https://b.example/1",
          "https://b.example/2",
          "https://c.example/1");

  private final Map<String, FetchRequest> open = new HashMap<>();
  private final Map<String, Long> lastOfHost = new HashMap<>();
  private final List<FetchRequest> unanswered = new ArrayList<>();
  private final Map<String, Integer> asked = new HashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neverTwoInFlightAlwaysTheGapAndEveryFollowedFeedInTheEnd(long seed) {
    Random random = new Random(seed);
    try (TopologyRig rig = new TopologyRig((b, t, r) -> ScheduleTopology.define(b, t, CONFIG, r))) {
      for (int step = 0; step < 600; step++) {
        act(rig, random);
        take(rig, "seed " + seed + " step " + step);
        rig.advance(Duration.ofMillis(random.nextInt(400)));
        take(rig, "seed " + seed + " step " + step);
      }
      asked.clear();
      FEEDS.forEach(feed -> subscribe(rig, feed, "patient", 600_000));
      for (int i = 0; i < 1500; i++) { // a host that refused often has a gap of 32 s
        take(rig, "seed " + seed + " at the end");
        answerAll(rig);
        rig.advance(Duration.ofMillis(200));
      }
      assertThat(asked.keySet()).as("seed " + seed).containsExactlyInAnyOrderElementsOf(FEEDS);
    }
  }

  private void act(TopologyRig rig, Random random) {
    String feed = FEEDS.get(random.nextInt(FEEDS.size()));
    String subscriber = "s" + random.nextInt(3);
    switch (random.nextInt(6)) {
      case 0 -> subscribe(rig, feed, subscriber, random.nextInt(20_000) - 1_000);
      case 1 -> rig.send(rig.topics.subscriptions, feed + " " + subscriber, null);
      case 2 -> rig.send(rig.topics.pings, feed, ping(feed, null));
      case 3 -> rig.send(rig.topics.pings, "https://a.example/", ping("https://a.example/", null));
      default -> {
        if (!unanswered.isEmpty()) {
          answer(rig, unanswered.remove(random.nextInt(unanswered.size())), random);
        }
      }
    }
  }

  private static void subscribe(TopologyRig rig, String feed, String subscriber, long lease) {
    rig.send(
        rig.topics.subscriptions,
        feed + " " + subscriber,
        subscription(feed, subscriber, rig.now().plusMillis(lease), Wanted.DOCUMENTS));
  }

  private void answer(TopologyRig rig, FetchRequest request, Random random) {
    FetchOutcome[] outcomes = FetchOutcome.values();
    FetchOutcome outcome = outcomes[random.nextInt(outcomes.length)];
    answer(rig, request, outcome);
  }

  private void answer(TopologyRig rig, FetchRequest request, FetchOutcome outcome) {
    open.remove(request.getFeedUrl(), request);
    rig.send(
        rig.topics.fetchResults,
        request.getFeedUrl(),
        result(request.getFeedUrl(), outcome, request.getRequestedAt()).build());
  }

  private void answerAll(TopologyRig rig) {
    List<FetchRequest> all = List.copyOf(unanswered);
    unanswered.clear();
    all.forEach(request -> answer(rig, request, FetchOutcome.UNCHANGED));
  }

  private void take(TopologyRig rig, String where) {
    for (var record : rig.sent(rig.topics.fetchRequests)) {
      FetchRequest request = record.value();
      String feed = request.getFeedUrl();
      String host = Agenda.hostOf(feed);
      long at = record.timestamp();
      FetchRequest before = open.put(feed, request);
      assertThat(before == null || before.getDeadline().toEpochMilli() <= at)
          .as("%s: one in flight for %s", where, feed)
          .isTrue();
      assertThat(at - lastOfHost.getOrDefault(host, 0L))
          .as("%s: gap of %s", where, host)
          .isGreaterThanOrEqualTo(GAP);
      lastOfHost.put(host, at);
      long flying =
          open.values().stream()
              .filter(r -> Agenda.hostOf(r.getFeedUrl()).equals(host))
              .filter(r -> r.getDeadline().toEpochMilli() > at)
              .count();
      assertThat(flying).as("%s: in flight for %s", where, host).isLessThanOrEqualTo(IN_FLIGHT);
      unanswered.add(request);
      asked.merge(feed, 1, Integer::sum);
    }
  }
}
