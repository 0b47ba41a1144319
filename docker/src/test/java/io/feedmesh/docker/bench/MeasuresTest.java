package io.feedmesh.docker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.streams.parse.FeedParser;
import io.feedmesh.streams.parse.ParseBounds;
import io.feedmesh.streams.parse.ParseOutcome;
import io.feedmesh.streams.parse.ParseRequest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasuresTest {
  @Test
  void percentilesAreValuesThatWereMeasured() {
    Percentiles times = new Percentiles();
    IntStream.rangeClosed(1, 200).map(i -> 201 - i).forEach(times::add);

    assertThat(times.count()).isEqualTo(200);
    assertThat(times.at(0.5)).isEqualTo(100);
    assertThat(times.at(0.99)).isEqualTo(198);
    assertThat(times.at(1)).isEqualTo(200);
    assertThat(new Percentiles().at(0.5)).isNaN();
  }

  @Test
  void aMeasureCountsItemsAndTheirCost() throws Exception {
    Measure measure = new Measure(500, 2, 1);

    assertThat(measure.perSecond()).isEqualTo(250);
    assertThat(measure.cpuMillisPerItem()).isEqualTo(2);
    assertThat(Measure.of(() -> 7).items()).isEqualTo(7);
  }

  @Test
  void syntheticFeedsAreTheSameEachTimeAndGainOneEntryAVersion() {
    assertThat(SyntheticFeeds.document(3, 4)).isEqualTo(SyntheticFeeds.document(3, 4));
    assertThat(SyntheticFeeds.document(3, 4)).isNotEqualTo(SyntheticFeeds.document(3, 5));
    assertThat(entries(3, 4).subList(0, SyntheticFeeds.ENTRIES - 1))
        .isEqualTo(entries(3, 5).subList(1, SyntheticFeeds.ENTRIES));
  }

  private static java.util.List<String> entries(int feed, int version) {
    ParseOutcome outcome =
        new FeedParser(ParseBounds.DEFAULT)
            .parse(
                new ParseRequest(
                    SyntheticFeeds.document(feed, version), SyntheticFeeds.url(feed), null));
    assertThat(outcome).isInstanceOf(ParseOutcome.Parsed.class);
    return ((ParseOutcome.Parsed) outcome)
        .entries().stream().map(io.feedmesh.schemas.record.Entry::getId).toList();
  }
}
