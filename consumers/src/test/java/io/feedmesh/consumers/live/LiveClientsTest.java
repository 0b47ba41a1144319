package io.feedmesh.consumers.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveClientsTest {
  private static final LiveConfig CONFIG =
      new LiveConfig("edge", 16, 0, 3, Duration.ofMillis(20), Duration.ofMillis(20));

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final LiveClients clients = new LiveClients(CONFIG, registry);

  private static final class Counted implements Client {
    private final AtomicInteger woken = new AtomicInteger();
    private final AtomicInteger ticked = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    @Override
    public void wake() {
      woken.incrementAndGet();
    }

    @Override
    public void tick(long nanoTime) {
      ticked.incrementAndGet();
    }

    @Override
    public void end() {
      ended.incrementAndGet();
    }
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void lastsUntilItsPlacesAreTaken() {
    for (int i = 0; i < 3; i++) {
      assertThat(clients.enter()).isTrue();
    }

    assertThat(clients.enter()).isFalse();
    assertThat(clients.count()).isEqualTo(3);
    assertThat(registry.find("feedmesh.live.clients").gauge().value()).isEqualTo(3);
  }

  @Test
  void aPlaceIsGivenBackOnceHoweverOftenItsClientLeaves() {
    Counted client = new Counted();
    assertThat(clients.enter()).isTrue();
    assertThat(clients.enter()).isTrue();
    clients.add(client);

    clients.remove(client);
    clients.remove(client);

    assertThat(clients.count()).isEqualTo(1);
  }

  @Test
  void whoeverIsAddedIsWokenAtOnceAndWithTheOthersAndNoMoreOnceItLeft() {
    Counted first = new Counted();
    Counted second = new Counted();
    clients.add(first);
    clients.add(second);
    clients.wake();
    clients.remove(first);
    clients.wake();

    assertThat(first.woken).hasValue(2);
    assertThat(second.woken).hasValue(3);
  }

  @Test
  void everyClientIsToldThatTimePasses() {
    Counted client = new Counted();
    clients.add(client);

    await().until(() -> client.ticked.get() > 2);
  }

  @Test
  void closingEndsAllThatAreThere() {
    Counted stays = new Counted();
    Counted left = new Counted();
    clients.add(stays);
    clients.add(left);
    clients.remove(left);

    clients.close();

    assertThat(stays.ended).hasValue(1);
    assertThat(left.ended).hasValue(0);
  }

  @Test
  void manyWhoComeAtOnceNeverGetMorePlacesThanThereAre() {
    CountDownLatch start = new CountDownLatch(1);
    AtomicInteger most = new AtomicInteger();
    List<CompletableFuture<Void>> crowd = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      crowd.add(
          CompletableFuture.runAsync(
              () -> {
                awaitStart(start);
                for (int n = 0; n < 2_000; n++) {
                  Counted client = new Counted();
                  if (clients.enter()) {
                    clients.add(client);
                    most.accumulateAndGet(clients.count(), Math::max);
                    clients.remove(client);
                  }
                }
              }));
    }
    start.countDown();
    CompletableFuture.allOf(crowd.toArray(CompletableFuture[]::new)).join();

    assertThat(clients.count()).isZero();
    assertThat(most.get()).isPositive();
  }

  private static void awaitStart(CountDownLatch start) {
    try {
      start.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
