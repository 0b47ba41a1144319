package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.consumers.gateway.MissQueue.Miss;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MissQueueTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private static Miss to(String host) {
    return new Miss(host, Optional.empty());
  }

  private static Miss of(int client, String host) throws UnknownHostException {
    byte[] address = {10, 0, 0, (byte) client};
    return new Miss(host, Optional.of(InetAddress.getByAddress(address)));
  }

  private static boolean turn(CompletableFuture<Boolean> asked) throws Exception {
    return asked.get(30, TimeUnit.SECONDS);
  }

  @Test
  void thoseOfOneHostWaitForEachOther() throws Exception {
    MissQueue queue = new MissQueue(new MissLimits(10, 1, 10, LONG));
    assertThat(queue.enter(to("a"))).isCompletedWithValue(true);

    CompletableFuture<Boolean> second = queue.enter(to("a"));
    assertThat(second).isNotDone();
    assertThat(queue.enter(to("b"))).as("another host's").isCompletedWithValue(true);
    assertThat(queue.waiting()).isEqualTo(1);

    queue.leave(to("a"));
    assertThat(turn(second)).isTrue();
    assertThat(queue.underWay()).isEqualTo(2);
  }

  @Test
  void theOldestIsNextWhoseHostHasRoom() throws Exception {
    MissQueue queue = new MissQueue(new MissLimits(2, 1, 10, LONG));
    assertThat(queue.enter(to("a"))).isCompletedWithValue(true);
    assertThat(queue.enter(to("b"))).isCompletedWithValue(true);
    CompletableFuture<Boolean> ofA = queue.enter(to("a"));
    CompletableFuture<Boolean> firstOfC = queue.enter(to("c"));
    CompletableFuture<Boolean> secondOfC = queue.enter(to("c"));

    queue.leave(to("b"));

    assertThat(turn(firstOfC)).isTrue();
    assertThat(List.of(ofA.isDone(), secondOfC.isDone())).containsOnly(false);
  }

  @Test
  void whoWaitsTooLongIsRefusedAndTakesNoPlace() throws Exception {
    MissQueue queue = new MissQueue(new MissLimits(1, 1, 10, Duration.ofMillis(50)));
    assertThat(queue.enter(to("a"))).isCompletedWithValue(true);

    assertThat(turn(queue.enter(to("b")))).isFalse();

    queue.leave(to("a"));
    assertThat(List.of(queue.underWay(), queue.waiting())).containsOnly(0);
  }

  @Test
  void whenTooManyWaitOneMoreIsRefusedAtOnce() throws Exception {
    MissQueue queue = new MissQueue(new MissLimits(1, 1, 1, LONG));
    assertThat(queue.enter(to("a"))).isCompletedWithValue(true);
    assertThat(queue.enter(to("a"))).isNotDone();

    assertThat(queue.enter(to("a"))).isCompletedWithValue(false);
  }

  @Test
  void oneClientHasHalfOfAllPlacesAndTheOthersTheRest() throws Exception {
    MissQueue queue = new MissQueue(new MissLimits(4, 4, 4, LONG));
    assertThat(queue.enter(of(1, "a"))).isCompletedWithValue(true);
    assertThat(queue.enter(of(1, "b"))).isCompletedWithValue(true);
    assertThat(queue.enter(of(1, "c"))).isNotDone();
    CompletableFuture<Boolean> last = queue.enter(of(1, "d"));
    assertThat(last).isNotDone();
    assertThat(queue.enter(of(1, "e"))).isCompletedWithValue(false);
    assertThat(queue.enter(of(2, "e"))).isCompletedWithValue(true);
    assertThat(queue.enter(to("e"))).as("of one without a share").isCompletedWithValue(true);

    queue.leave(of(1, "a"));
    queue.leave(of(1, "b"));

    assertThat(turn(last)).isTrue();
    assertThat(queue.enter(of(1, "e"))).as("its places to wait are free again").isNotDone();
    assertThat(List.of(queue.underWay(), queue.waiting())).containsExactly(4, 1);
  }

  @Test
  void whoHasTheFewestUnderWayIsNext() throws Exception {
    MissQueue queue = new MissQueue(new MissLimits(4, 4, 8, LONG));
    assertThat(queue.enter(of(1, "a"))).isCompletedWithValue(true);
    assertThat(queue.enter(of(2, "a"))).isCompletedWithValue(true);
    assertThat(queue.enter(of(2, "a"))).isCompletedWithValue(true);
    assertThat(queue.enter(of(3, "a"))).isCompletedWithValue(true);
    CompletableFuture<Boolean> oldest = queue.enter(of(1, "b"));
    CompletableFuture<Boolean> newcomer = queue.enter(of(4, "b"));

    queue.leave(of(2, "a"));
    assertThat(turn(newcomer)).isTrue();
    assertThat(oldest).isNotDone();

    queue.leave(of(3, "a"));
    assertThat(turn(oldest)).isTrue();
  }

  @Test
  void turnsThatEndAtOnceLeadToTheNextHoweverManyWait() throws Exception {
    MissQueue queue = new MissQueue(new MissLimits(1, 1, 100_000, LONG));
    assertThat(queue.enter(to("a"))).isCompletedWithValue(true);
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      ends.add(queue.enter(to("a")).thenAccept(turn -> queue.leave(to("a"))));
    }

    queue.leave(to("a"));

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
