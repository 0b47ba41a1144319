package io.feedmesh.consumers.gateway;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Where misses wait for their turn with the origins: of those whose host and client have room, that
 * of the client with the fewest under way, and of its the oldest. No thread waits with them. Safe
 * for use by several threads.
 */
final class MissQueue {
  private final MissLimits limits;
  private final Executor later;
  private final Set<Waiting> waiting = new LinkedHashSet<>();
  private final Map<InetAddress, Integer> waitingByClient = new HashMap<>();
  private final Map<String, Integer> byHost = new HashMap<>();
  private final Map<InetAddress, Integer> byClient = new HashMap<>();
  private int underWay;

  MissQueue(MissLimits limits) {
    this.limits = limits;
    this.later =
        CompletableFuture.delayedExecutor(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * A request to an origin.
   *
   * @param host of the origin
   * @param client whose share of the places it takes; empty for nobody's
   */
  record Miss(String host, Optional<InetAddress> client) {}

  private static final class Waiting {
    private final Miss miss;
    private final CompletableFuture<Boolean> turn = new CompletableFuture<>();

    Waiting(Miss miss) {
      this.miss = miss;
    }
  }

  /**
   * Asks for a turn.
   *
   * @return completes with whether there is one; who has it calls {@link #leave} afterwards
   */
  CompletableFuture<Boolean> enter(Miss miss) {
    Waiting mine = new Waiting(miss);
    synchronized (this) {
      if (hasRoom(miss)) {
        take(miss);
        return CompletableFuture.completedFuture(true);
      }
      if (waiting.size() >= limits.waiting()
          || of(miss.client, waitingByClient) >= limits.waitingPerClient()) {
        return CompletableFuture.completedFuture(false);
      }
      waiting.add(mine);
      miss.client.ifPresent(client -> add(waitingByClient, client));
    }
    later.execute(() -> giveUp(mine));
    return mine.turn;
  }

  /** Ends a turn, and gives it on. */
  void leave(Miss miss) {
    Waiting next;
    synchronized (this) {
      underWay--;
      subtract(byHost, miss.host);
      miss.client.ifPresent(client -> subtract(byClient, client));
      next = next();
      if (next != null) {
        remove(next);
        take(next.miss);
      }
    }
    if (next != null) {
      // elsewhere: one that ends at once would end the next one within its own call, and so on
      next.turn.completeAsync(() -> true);
    }
  }

  private Waiting next() {
    Waiting best = null;
    int least = Integer.MAX_VALUE;
    for (Waiting oldest : waiting) {
      int underWayForIt = of(oldest.miss.client, byClient);
      if (underWayForIt < least && hasRoom(oldest.miss)) {
        best = oldest;
        least = underWayForIt;
        if (least == 0) {
          break;
        }
      }
    }
    return best;
  }

  private void giveUp(Waiting mine) {
    boolean waited;
    synchronized (this) {
      waited = remove(mine);
    }
    if (waited) {
      mine.turn.complete(false);
    }
  }

  private boolean remove(Waiting mine) {
    boolean waited = waiting.remove(mine);
    if (waited) {
      mine.miss.client.ifPresent(client -> subtract(waitingByClient, client));
    }
    return waited;
  }

  private boolean hasRoom(Miss miss) {
    return underWay < limits.underWay()
        && byHost.getOrDefault(miss.host, 0) < limits.perHost()
        && of(miss.client, byClient) < limits.underWayPerClient();
  }

  private void take(Miss miss) {
    underWay++;
    add(byHost, miss.host);
    miss.client.ifPresent(client -> add(byClient, client));
  }

  private static int of(Optional<InetAddress> client, Map<InetAddress, Integer> counts) {
    return client.map(known -> counts.getOrDefault(known, 0)).orElse(0);
  }

  private static <T> void add(Map<T, Integer> counts, T key) {
    counts.merge(key, 1, Integer::sum);
  }

  private static <T> void subtract(Map<T, Integer> counts, T key) {
    counts.computeIfPresent(key, (same, n) -> n == 1 ? null : n - 1);
  }

  synchronized int underWay() {
    return underWay;
  }

  synchronized int waiting() {
    return waiting.size();
  }
}
