package io.feedmesh.streams.readership;

import static io.feedmesh.streams.readership.Reports.FEED;
import static io.feedmesh.streams.readership.Reports.TODAY;
import static io.feedmesh.streams.readership.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Readership;
import io.feedmesh.schemas.record.ReadershipDay;
import io.feedmesh.schemas.record.ReadershipTotal;
import io.feedmesh.streams.testing.TopologyRig;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadershipTopologyTest {
  private final TopologyRig rig =
      new TopologyRig(
          (builder, topics, registry) ->
              ReadershipTopology.define(builder, topics, new ReadershipConfig(2), registry));

  @AfterEach
  void closeRig() {
    rig.close();
  }

  private void send(Readership report) {
    rig.send(rig.topics.readership, report.getFeedUrl(), report);
  }

  private List<ReadershipTotal> totals() {
    return rig.sent(rig.topics.readershipTotals).stream().map(TestRecord::value).toList();
  }

  private ReadershipTotal last() {
    List<ReadershipTotal> totals = totals();
    return totals.get(totals.size() - 1);
  }

  private double count(String verdict) {
    return rig.count("feedmesh.readership.reports", "verdict", verdict);
  }

  @Test
  void aReaderOfSeveralEdgesCountsOnceAndRequestsAddUp() {
    send(report("b", TODAY, 3, 1, 2));
    send(report("a", TODAY, 4, 2, 3));
    send(report("a", TODAY, 9, 3, 4));

    List<ReadershipTotal> totals = totals();
    assertThat(totals)
        .extracting(total -> total.getDays().get(0))
        .containsExactly(
            new ReadershipDay(TODAY, 3L, 2L, 0L),
            new ReadershipDay(TODAY, 7L, 3L, 0L),
            new ReadershipDay(TODAY, 12L, 4L, 0L));
    assertThat(totals.get(2).getEdges()).containsExactly("a", "b");
    assertThat(totals.get(2).getUpdatedAt()).isEqualTo(Instant.parse("2026-11-22T09:01:00Z"));
  }

  @Test
  void feedsAreApart() {
    send(report("a", TODAY, 1, 1));
    send(Readership.newBuilder(report("a", TODAY, 2, 1, 2)).setFeedUrl(FEED + "2").build());

    assertThat(totals())
        .extracting(total -> total.getFeedUrl() + " " + total.getDays().get(0).getReaders())
        .containsExactly(FEED + " 1", FEED + "2 2");
  }

  @Test
  void aReportThatComesTwiceOrLateInTheDayAddsNothing() {
    send(report("a", TODAY, 5, 1));
    send(report("a", TODAY, 9, 2));
    send(report("a", TODAY, 9, 2));
    send(report("a", TODAY, 5, 1));

    assertThat(totals()).hasSize(2);
    assertThat(count("repeated")).isEqualTo(2);
    assertThat(count("counted")).isEqualTo(2);
  }

  @Test
  void anEdgeThatWasRestartedCountsOnFromNothing() {
    send(report("a", TODAY, 5, 1));
    send(
        Readership.newBuilder(report("a", TODAY, 2, 1))
            .setRun(Instant.parse("2026-11-22T08:00:00Z"))
            .build());
    send(report("a", TODAY, 6, 1));

    assertThat(last().getDays()).containsExactly(new ReadershipDay(TODAY, 8L, 1L, 0L));
  }

  @Test
  void ofEachServiceTheMostSubscribersCount() {
    Readership report = report("a", TODAY, 5, 1);
    send(Readership.newBuilder(report).setServices(Map.of("feedbin", 140L)).build());
    send(
        Readership.newBuilder(report("b", TODAY, 1))
            .setServices(Map.of("feedbin", 142L, "feedly", 10L))
            .build());
    send(Readership.newBuilder(report("c", TODAY, 1)).setServices(Map.of("feedbin", 100L)).build());

    assertThat(last().getDays()).containsExactly(new ReadershipDay(TODAY, 7L, 153L, 152L));
  }

  @Test
  void daysAreApartAndTheLatestComesFirstWhateverTheOrder() {
    send(report("a", TODAY, 1, 1));
    send(report("late", TODAY.minusDays(2), 9, 1, 2));
    send(report("b", TODAY.minusDays(1), 4, 1, 2, 3));

    ReadershipTotal total = last();
    assertThat(total.getDays())
        .containsExactly(
            new ReadershipDay(TODAY, 1L, 1L, 0L),
            new ReadershipDay(TODAY.minusDays(1), 4L, 3L, 0L),
            new ReadershipDay(TODAY.minusDays(2), 9L, 2L, 0L));
    assertThat(total.getEdges()).containsExactly("a");
    assertThat(total.getUpdatedAt()).isEqualTo(Instant.parse("2026-11-22T09:01:00Z"));
  }

  @Test
  void daysAreForgottenAfterTwoWeeksAndAtLastTheFeed() {
    send(report("a", TODAY.minusDays(13), 1, 1));
    send(report("a", TODAY.minusDays(14), 1, 1));
    assertThat(count("late")).isEqualTo(1);
    send(report("a", TODAY, 1, 1));
    assertThat(last().getDays()).hasSize(2);

    rig.advance(Duration.ofDays(1));
    assertThat(rig.stored(ReadershipProcessor.DAYS)).isEqualTo(1);
    assertThat(rig.stored(ReadershipProcessor.EDGES)).isEqualTo(1);
    assertThat(totals()).isEmpty();
    send(report("a", TODAY, 2, 1));
    assertThat(last().getDays()).hasSize(1);

    rig.advance(Duration.ofDays(13));
    assertThat(totals()).containsExactly((ReadershipTotal) null);
    assertThat(rig.stored(ReadershipProcessor.DAYS)).isZero();
    assertThat(rig.stored(ReadershipProcessor.EDGES)).isZero();
    assertThat(rig.stored(ReadershipProcessor.TOTALS)).isZero();
  }

  private void sendChanged(Consumer<Readership.Builder> change) {
    Readership.Builder report = Readership.newBuilder(report("a", TODAY, 3, 1));
    change.accept(report);
    rig.send(rig.topics.readership, FEED, report.build());
  }

  @Test
  void whatCannotBeTrueIsNotCounted() {
    sendChanged(r -> r.setReaders(ByteBuffer.wrap(new byte[] {1, 2, 3})));
    sendChanged(r -> r.setReaders(ByteBuffer.wrap(new byte[0])));
    sendChanged(r -> r.setRequests(-1));
    sendChanged(r -> r.setRequests(Long.MAX_VALUE));
    sendChanged(r -> r.setRequests(0));
    sendChanged(r -> r.setDay(TODAY.plusDays(1)));
    sendChanged(r -> r.setDay(LocalDate.of(99_999, 1, 1)));
    sendChanged(r -> r.setRun(rig.now().plus(Duration.ofHours(2))));
    sendChanged(r -> r.setUntil(r.getFrom().minusMillis(1)));
    sendChanged(r -> r.setEdge("a b"));
    sendChanged(r -> r.setEdge(""));
    sendChanged(r -> r.setFeedUrl(FEED + "2"));
    sendChanged(r -> r.setServices(Map.of("x", -1L)));
    sendChanged(r -> r.setServices(Map.of("x", 999_999_999_999L)));
    rig.send(rig.topics.readership, FEED, null);

    assertThat(totals()).isEmpty();
    assertThat(count("implausible")).isEqualTo(14);
  }

  @Test
  void edgesWhoseClockIsAnHourAheadAreBelieved() {
    rig.advance(Duration.between(rig.now(), Instant.parse("2026-11-22T23:30:00Z")));
    send(report("a", TODAY.plusDays(1), 1, 1));

    assertThat(last().getDays().get(0).getDay()).isEqualTo(TODAY.plusDays(1));
  }

  @Test
  void countsEdgesThatItDoesNotName() {
    for (String edge : List.of("c", "a", "b")) {
      send(report(edge, TODAY, 1, edge.hashCode()));
    }

    ReadershipTotal total = last();
    assertThat(total.getDays().get(0).getRequests()).isEqualTo(3);
    assertThat(total.getEdges()).containsExactly("a", "c");
  }

  @Test
  void manyReadersAreEstimatedWithinTheErrorThatIsStated() {
    int[] first = IntStream.range(0, 30_000).toArray();
    int[] second = IntStream.range(20_000, 50_000).toArray();
    send(report("a", TODAY, 100_000, first));
    send(report("b", TODAY, 100_000, second));

    assertThat((double) last().getDays().get(0).getReaders())
        .isBetween(50_000 * (1 - 4 * 0.023), 50_000 * (1 + 4 * 0.023));
  }
}
