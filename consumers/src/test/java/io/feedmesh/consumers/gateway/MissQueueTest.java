package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MissQueueTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private static boolean turn(CompletableFuture<Boolean> asked) throws Exception {
    return asked.get(30, TimeUnit.SECONDS);
  }

  @Test
  void thoseOfOneHostWaitForEachOther() throws Exception {
    MissQueue queue = new MissQueue(new MissLimits(10, 1, 10, LONG));
    assertThat(queue.enter("a")).isCompletedWithValue(true);

    CompletableFuture<Boolean> second = queue.enter("a");
    assertThat(second).isNotDone();
    assertThat(queue.enter("b")).as("another host's").isCompletedWithValue(true);
    assertThat(queue.waiting()).isEqualTo(1);

    queue.leave("a");
    assertThat(turn(second)).isTrue();
    assertThat(queue.underWay()).isEqualTo(2);
  }

  @Test
  void theOldestIsNextWhoseHostHasRoom() throws Exception {
    MissQueue queue = new MissQueue(new MissLimits(2, 1, 10, LONG));
    assertThat(queue.enter("a")).isCompletedWithValue(true);
    assertThat(queue.enter("b")).isCompletedWithValue(true);
    CompletableFuture<Boolean> ofA = queue.enter("a");
    CompletableFuture<Boolean> firstOfC = queue.enter("c");
    CompletableFuture<Boolean> secondOfC = queue.enter("c");

    queue.leave("b");

    assertThat(turn(firstOfC)).isTrue();
    assertThat(List.of(ofA.isDone(), secondOfC.isDone())).containsOnly(false);
  }

  @Test
  void whoWaitsTooLongIsRefusedAndTakesNoPlace() throws Exception {
    MissQueue queue = new MissQueue(new MissLimits(1, 1, 10, Duration.ofMillis(50)));
    assertThat(queue.enter("a")).isCompletedWithValue(true);

    assertThat(turn(queue.enter("b"))).isFalse();

    queue.leave("a");
    assertThat(List.of(queue.underWay(), queue.waiting())).containsOnly(0);
  }

  @Test
  void whenTooManyWaitOneMoreIsRefusedAtOnce() throws Exception {
    MissQueue queue = new MissQueue(new MissLimits(1, 1, 1, LONG));
    assertThat(queue.enter("a")).isCompletedWithValue(true);
    assertThat(queue.enter("a")).isNotDone();

    assertThat(queue.enter("a")).isCompletedWithValue(false);
  }

  @Test
  void turnsThatEndAtOnceLeadToTheNextHoweverManyWait() throws Exception {
    MissQueue queue = new MissQueue(new MissLimits(1, 1, 100_000, LONG));
    assertThat(queue.enter("a")).isCompletedWithValue(true);
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      ends.add(queue.enter("a").thenAccept(turn -> queue.leave("a")));
    }

    queue.leave("a");

    CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    assertThat(List.of(queue.underWay(), queue.waiting())).containsOnly(0);
  }

  @Test
  void whatIsNoLimitIsRefused() {
    assertThatThrownBy(() -> new MissLimits(1, 0, 1, LONG))
        .hasMessageContaining("found 1, 0 and 1");
    assertThatThrownBy(() -> new MissLimits(1, 1, 1, Duration.ofSeconds(-1)))
        .hasMessageContaining("patience with misses");
  }
}
