package io.feedmesh.streams.readership;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Readership;
import io.feedmesh.schemas.record.ReadershipTotal;
import io.feedmesh.streams.testing.TopologyRig;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadershipTopologyTest {
  private static final String FEED = "https://blog.example/feed.xml";
  private static final String OTHER = "https://blog.example/feed.xml2";

  private final TopologyRig rig =
      new TopologyRig(
          (builder, topics, registry) ->
              ReadershipTopology.define(builder, topics, new ReadershipConfig(2), registry));

  @AfterEach
  void closeRig() {
    rig.close();
  }

  private void report(String feedUrl, String edge, String from, long requests) {
    Instant start = Instant.parse(from);
    rig.send(
        rig.topics.readership,
        feedUrl,
        new Readership(feedUrl, edge, start, start.plusSeconds(60), requests, null));
  }

  private List<ReadershipTotal> totals() {
    return rig.sent(rig.topics.readershipTotals).stream().map(TestRecord::value).toList();
  }

  private ReadershipTotal last() {
    List<ReadershipTotal> totals = totals();
    return totals.get(totals.size() - 1);
  }

  @Test
  void addsUpOverEdgesAndIntervalsAndKeepsFeedsApart() {
    report(FEED, "b", "2026-11-22T08:00:00Z", 3);
    report(FEED, "a", "2026-11-22T08:00:00Z", 4);
    report(FEED, "a", "2026-11-22T08:01:00Z", 5);
    report(OTHER, "a", "2026-11-22T08:01:00Z", 100);

    List<ReadershipTotal> totals = totals();
    assertThat(totals).extracting(ReadershipTotal::getRequests).containsExactly(3L, 7L, 12L, 100L);
    assertThat(totals.get(2).getEdges()).containsExactly("a", "b");
    assertThat(totals.get(2).getDay()).isEqualTo("2026-11-22");
    assertThat(totals.get(2).getUpdatedAt()).isEqualTo(Instant.parse("2026-11-22T08:02:00Z"));
  }

  @Test
  void aReportThatComesTwiceCountsOnceAndTheTotalIsSaidAgain() {
    report(FEED, "a", "2026-11-22T08:00:00Z", 3);
    report(FEED, "a", "2026-11-22T08:00:00Z", 3);

    assertThat(totals()).extracting(ReadershipTotal::getRequests).containsExactly(3L, 3L);
    assertThat(rig.count("feedmesh.readership.reports", "verdict", "repeated")).isEqualTo(1);
  }

  @Test
  void aNewDayStartsFromNothingAndTheDayBeforeIsOver() {
    report(FEED, "a", "2026-11-21T23:59:00Z", 3);
    report(FEED, "a", "2026-11-22T00:00:00Z", 4);
    report(FEED, "late", "2026-11-21T23:59:00Z", 9);

    assertThat(totals())
        .extracting(t -> t.getDay() + " " + t.getRequests())
        .containsExactly("2026-11-21 3", "2026-11-22 4");
    assertThat(rig.count("feedmesh.readership.reports", "verdict", "late")).isEqualTo(1);
  }

  @Test
  void whatCannotBeTrueIsNotCounted() {
    report(FEED, "a", "2026-11-23T09:00:00Z", 3);
    report(FEED, "a", "2026-11-22T09:00:00Z", -1);
    Instant start = rig.now();
    rig.send(
        rig.topics.readership,
        FEED,
        new Readership(FEED, "a", start, start.minusSeconds(1), 1L, null));
    rig.send(rig.topics.readership, FEED, null);

    assertThat(totals()).isEmpty();
    assertThat(rig.count("feedmesh.readership.reports", "verdict", "implausible")).isEqualTo(3);
  }

  @Test
  void countsEdgesThatItDoesNotName() {
    report(FEED, "a", "2026-11-22T08:00:00Z", 1);
    report(FEED, "b", "2026-11-22T08:00:00Z", 1);
    report(FEED, "c", "2026-11-22T08:00:00Z", 1);

    ReadershipTotal total = last();
    assertThat(total.getRequests()).isEqualTo(3);
    assertThat(total.getEdges()).containsExactly("a", "b");
  }
}
