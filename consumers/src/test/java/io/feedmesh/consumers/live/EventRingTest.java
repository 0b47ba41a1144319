package io.feedmesh.consumers.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.url.FeedUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRingTest {
  private static final List<String> FEEDS = List.of("http://a/", "http://b/", "http://c/");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void givesExactlyWhatAListWouldFromEveryPositionThatIsComplete(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    EventRing ring = new EventRing(32);
    ring.startAt(100);
    List<LiveEvent> all = new ArrayList<>();
    long offset = 100;
    for (int i = 0; i < 2_000; i++) {
      offset += random.nextInt(3); // markers and others' records take offsets too
      LiveEvent event = event(offset++, FEEDS.get(random.nextInt(3)), 50);
      all.add(event);
      ring.add(event);
      if (random.nextInt(4) == 0) {
        offset += random.nextInt(5);
        ring.readUpTo(offset);
      }
      long position = offset - random.nextInt(80);
      FeedFilter filter = filter(random);
      Optional<EventRing.Batch> batch = ring.from(position, filter, 5, Integer.MAX_VALUE);

      assertThat(batch.isPresent()).isEqualTo(position >= ring.completeFrom());
      assertThat(ring.end()).isEqualTo(offset);
      if (batch.isPresent()) {
        List<LiveEvent> expected =
            all.stream().filter(e -> e.offset() >= position && filter.wants(e)).limit(5).toList();
        assertThat(batch.get().events()).as("seed " + seed).isEqualTo(expected);
        assertThat(batch.get().next())
            .isEqualTo(
                expected.size() == 5 ? expected.get(4).offset() + 1 : Math.max(offset, position));
      }
    }
    assertThat(ring.completeFrom()).isEqualTo(all.get(all.size() - 33).offset() + 1);
  }

  @Test
  void isCompleteFromWhereItStartedEvenBeforeTheFirstEvent() {
    EventRing ring = new EventRing(16);
    ring.startAt(7);
    ring.readUpTo(40);

    assertThat(ring.from(6, FeedFilter.ALL, 10, 1_000)).isEmpty();
    assertThat(ring.from(7, FeedFilter.ALL, 10, 1_000).orElseThrow())
        .isEqualTo(new EventRing.Batch(List.of(), 40));
  }

  @Test
  void isBoundedByBytesToo() {
    EventRing ring = new EventRing(16);
    ring.startAt(0);
    for (int i = 0; i < 16; i++) {
      ring.add(event(i, FEEDS.get(0), 60_000));
    }

    assertThat(ring.completeFrom()).isEqualTo(14);
  }

  @Test
  void aBatchEndsAfterTheEventThatFillsIt() {
    EventRing ring = new EventRing(16);
    ring.startAt(0);
    for (int i = 0; i < 10; i++) {
      ring.add(event(i, FEEDS.get(0), 1_000));
    }

    var batch = ring.from(0, FeedFilter.ALL, 100, 2_500).orElseThrow();
    assertThat(batch.events()).hasSize(3);
    assertThat(batch.next()).isEqualTo(3);
  }

  @Test
  void findsThePositionOfTheLastEventsOfAFeed() {
    EventRing ring = new EventRing(16);
    ring.startAt(0);
    for (int i = 0; i < 9; i++) {
      ring.add(event(i, FEEDS.get(i % 3), 10));
    }
    FeedFilter second = new FeedFilter(Set.of(FeedUrl.parse(FEEDS.get(1))));

    assertThat(ring.positionOfLast(2, second)).isEqualTo(4);
    assertThat(ring.positionOfLast(100, second)).isEqualTo(1);
    assertThat(ring.positionOfLast(0, second)).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource({"0a1b2c3d-17, 17", "0a1b2c3d--1, -1", "ffffffff-0, 0"})
  void readsTheIdsThatItWrites(String text, long offset) {
    EventId id = EventId.parse(text).orElseThrow();
    assertThat(id.offset()).isEqualTo(offset);
    assertThat(id).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "17",
        "0A1B2C3D-1",
        "0a1b2c3d-",
        "0a1b2c3d--2",
        "0a1b2c3d-9999999999999999999"
      })
  void otherTextsAreNoIds(String text) {
    assertThat(EventId.parse(text)).isEmpty();
  }

  private static FeedFilter filter(SplittableRandom random) {
    return random.nextBoolean()
        ? FeedFilter.ALL
        : new FeedFilter(Set.of(FeedUrl.parse(FEEDS.get(random.nextInt(3)))));
  }

  private static LiveEvent event(long offset, String feed, int bytes) {
    return LiveEvent.of(new EventId("00000000", offset), Set.of(feed), new byte[bytes]);
  }
}
