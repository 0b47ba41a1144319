package io.feedmesh.streams.schedule;

import static io.feedmesh.streams.testing.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.ReadershipDay;
import io.feedmesh.schemas.record.ReadershipTotal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AudienceTest extends ScheduleCase {
  private static ReadershipTotal total(Object... daysAndReaders) {
    List<ReadershipDay> days =
        Stream.iterate(0, i -> i < daysAndReaders.length, i -> i + 2)
            .map(
                i -> {
                  long readers = (int) daysAndReaders[i + 1];
                  LocalDate day = LocalDate.parse((String) daysAndReaders[i]);
                  return new ReadershipDay(day, 2 * readers, readers, 0L);
                })
            .toList();
    return new ReadershipTotal(FEED, days, List.of(), Instant.EPOCH);
  }

  private static long at(String moment, ReadershipTotal total) {
    return Audience.of(total).at(Instant.parse(moment).toEpochMilli());
  }

  @Test
  void yesterdaysReadersCountUntilThereAreMoreToday() {
    ReadershipTotal quiet = total("2026-11-22", 3, "2026-11-21", 10);
    ReadershipTotal busy = total("2026-11-22", 12, "2026-11-21", 10);

    assertThat(at("2026-11-22T00:00:00Z", quiet)).isEqualTo(10);
    assertThat(at("2026-11-22T23:59:59Z", busy)).isEqualTo(12);
    assertThat(at("2026-11-23T00:00:00Z", quiet)).isEqualTo(3);
    assertThat(at("2026-11-24T00:00:00Z", quiet)).isZero();
  }

  @Test
  void daysInBetweenWithoutReadersAreDaysWithoutReaders() {
    assertThat(at("2026-11-22T12:00:00Z", total("2026-11-22", 3, "2026-11-20", 10))).isEqualTo(3);
    assertThat(at("2026-11-22T12:00:00Z", total())).isZero();
    assertThat(at("2026-11-22T23:59:00Z", total("2026-11-23", 3, "2026-11-22", 10))).isEqualTo(10);
  }

  @Test
  void originsAreToldOfTheReadersOfAllEdges() {
    rig.send(rig.topics.readershipTotals, FEED, total("2026-11-22", 7));
    subscribe(FEED, "edge", Duration.ofDays(4));
    assertThat(requests()).singleElement().matches(request -> request.getSubscribers() == 1);

    rig.send(rig.topics.readershipTotals, FEED, total("2026-11-22", 7));
    answer(result(FEED, FetchOutcome.UNCHANGED, rig.now()).build());
    rig.advance(Duration.ofHours(3));
    assertThat(onlyRequest().getSubscribers()).isEqualTo(7);

    answer(result(FEED, FetchOutcome.UNCHANGED, rig.now()).build());
    rig.advance(Duration.ofDays(2));
    assertThat(requests()).last().matches(request -> request.getSubscribers() == 1);
  }
}
