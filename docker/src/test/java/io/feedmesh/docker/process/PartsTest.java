package io.feedmesh.docker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PartsTest {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final Parts parts = new Parts();

  @Test
  void stopsTheLayerFirstThatStartedLast() {
    parts.start(List.of(part("lock", () -> {})));
    parts.start(List.of(part("broker", () -> {})));
    parts.start(List.of(part("app", () -> {})));

    parts.close();

    assertThat(events)
        .containsExactly(
            "start lock", "start broker", "start app", "close app", "close broker", "close lock");
  }

  @Test
  void startsThePartsOfALayerAtTheSameTime() {
    CountDownLatch both = new CountDownLatch(2);
    Runnable meet =
        () -> {
          both.countDown();
          await(both);
        };

    parts.start(List.of(part("a", meet), part("b", meet)));

    assertThat(events).contains("start a", "start b");
  }

  @Test
  void tellsWhatFailedFirstInterruptsTheOthersAndClosesEverything() {
    CountDownLatch never = new CountDownLatch(1);
    parts.start(List.of(part("broker", () -> {})));

    assertThatThrownBy(
            () ->
                parts.start(
                    List.of(
                        part("slow", () -> await(never)),
                        part(
                            "bad",
                            () -> {
                              throw new IllegalStateException("port 1 is in use");
                            }))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("port 1 is in use");

    assertThat(events).contains("interrupted", "close slow", "close bad");
    assertThat(events.get(events.size() - 1)).isEqualTo("close broker");
  }

  @Test
  void closesEverythingWhenItIsAskedToStopWhileItStarts() {
    CountDownLatch never = new CountDownLatch(1);
    Thread starter = Thread.currentThread();

    assertThatThrownBy(
            () ->
                parts.start(
                    List.of(
                        part(
                            "slow",
                            () -> {
                              starter.interrupt();
                              await(never);
                            }))))
        .isInstanceOf(StoppedException.class);

    assertThat(events).endsWith("close slow");
  }

  @Test
  void aPartThatFailsToCloseHoldsUpNoOther() {
    parts.start(List.of(part("first", () -> {})));
    parts.start(
        List.of(
            new Part(
                "bad",
                () -> {},
                () -> {
                  throw new IllegalStateException("no");
                })));

    parts.close();

    assertThat(events).containsExactly("start first", "close first");
  }

  @Test
  void closesInFullAlsoInAnInterruptedThreadAndKeepsTheInterrupt() {
    parts.start(List.of(part("app", () -> {})));
    Thread.currentThread().interrupt();

    parts.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(events).endsWith("close app");
  }

  @Test
  void closesOnce() {
    parts.start(List.of(part("app", () -> {})));

    parts.close();
    parts.close();

    assertThat(events).containsOnlyOnce("close app");
  }

  private Part part(String name, Runnable start) {
    return new Part(
        name,
        () -> {
          events.add("start " + name);
          start.run();
        },
        () -> events.add("close " + name));
  }

  private void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      events.add("interrupted");
      Thread.currentThread().interrupt();
    }
  }
}
