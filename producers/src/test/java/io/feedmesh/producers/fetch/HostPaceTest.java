package io.feedmesh.producers.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HostPaceTest {
  private static final String HOST = "blog.example";

  private final HostPace pace = new HostPace();

  @Test
  void requestsThatArriveTogetherKeepThePausesBetweenThem() {
    assertThat(start(HOST, 1_000, 5_000)).isEqualTo(5_000);
    assertThat(start(HOST, 1_500, 5_000)).isEqualTo(5_500);
    assertThat(start(HOST, 2_000, 5_000)).isEqualTo(6_000);
    assertThat(start("other.example", 2_000, 5_000)).isEqualTo(5_000);
  }

  @Test
  void lateOnesAreMadeUpForWhileNothingElseIsDue() {
    start(HOST, 1_000, 9_000);

    assertThat(start(HOST, 2_000, 9_100)).isEqualTo(10_000);
    assertThat(start(HOST, 30_000, 30_001)).isEqualTo(38_000);
    assertThat(start(HOST, 40_000, 48_500)).isEqualTo(48_500);
  }

  @Test
  void whatWasIssuedEarlierOrLongAgoDoesNotWait() {
    start(HOST, 5_000, 5_000);

    assertThat(start(HOST, 5_000, 5_001)).isEqualTo(5_001);
    assertThat(start(HOST, 4_000, 5_002)).isEqualTo(5_002);
    assertThat(start(HOST, 5_000_000, 5_003)).isEqualTo(5_002 + HostPace.LONGEST);
  }

  @Test
  void nothingWaitsForLongerThanHalfItsTimeAndWhatIsVoidDoesNotCount() {
    pace.start(HOST, 1_000, 6_000, 5_000);

    assertThat(pace.start(HOST, 2_000, 7_000, 5_000))
        .as("half of its 5 s is over")
        .isEqualTo(5_000);
    assertThat(pace.start(HOST, 4_000, 9_000, 5_000)).isEqualTo(6_500);
    assertThat(pace.start(HOST, 4_900, 5_000, 5_000)).as("void").isEqualTo(5_000);
    assertThat(pace.start(HOST, 4_100, 9_100, 5_000)).isEqualTo(6_600);
  }

  @Test
  void whateverTheDelaysNoPauseBetweenRequestsIsShorterThanItWasIssued() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    Random random = new Random(seed);
    long issued = 1_000_000;
    long now = issued;
    long before = 0;
    for (int i = 0; i < 10_000; i++) {
      long pause = 1L + random.nextInt(3_000);
      issued += pause;
      now = Math.max(now, issued + random.nextInt(5_000));
      long start = start(HOST, issued, now);

      assertThat(start).as("seed %d, step %d", seed, i).isGreaterThanOrEqualTo(now);
      assertThat(start - before).as("seed %d, step %d", seed, i).isGreaterThanOrEqualTo(pause);
      before = start;
    }
  }

  @Test
  void feedsThatMovedFromManyHostsToOneAreAskedOneAfterTheOther() {
    long start = 0;
    for (int i = 0; i < 100; i++) {
      long own = start("blog" + i + ".example", 1_000, 5_000);
      long moved = pace.startMoved("feeds.example", own, Long.MAX_VALUE / 2);

      assertThat(moved).isEqualTo(i == 0 ? 5_000 : start + HostPace.MOVED);
      start = moved;
    }
    assertThat(pace.startMoved("feeds.example", 5_000, 8_000))
        .as("half of its time")
        .isEqualTo(6_500);
    assertThat(pace.startMoved("other.example", 5_000, 8_000)).isEqualTo(5_000);
  }

  /** As of a request that has all the time in the world. */
  private long start(String host, long requestedAt, long now) {
    return pace.start(host, requestedAt, Long.MAX_VALUE / 2, now);
  }
}
