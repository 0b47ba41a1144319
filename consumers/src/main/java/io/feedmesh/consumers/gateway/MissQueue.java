package io.feedmesh.consumers.gateway;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Where misses wait for their turn with the origins: the oldest first whose host has room. No
 * thread waits with them. Safe for use by several threads.
 */
final class MissQueue {
  private final MissLimits limits;
  private final Executor later;
  private final Set<Waiting> waiting = new LinkedHashSet<>();
  private final Map<String, Integer> byHost = new HashMap<>();
  private int underWay;

  MissQueue(MissLimits limits) {
    this.limits = limits;
    this.later =
        CompletableFuture.delayedExecutor(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
  }

  private static final class Waiting {
    private final String host;
    private final CompletableFuture<Boolean> turn = new CompletableFuture<>();

    Waiting(String host) {
      this.host = host;
    }
  }

  /**
   * Asks for a turn.
   *
   * @return completes with whether there is one; who has it calls {@link #leave} afterwards
   */
  CompletableFuture<Boolean> enter(String host) {
    Waiting mine = new Waiting(host);
    synchronized (this) {
      if (hasRoom(host)) {
        take(host);
        return CompletableFuture.completedFuture(true);
      }
      if (waiting.size() >= limits.waiting()) {
        return CompletableFuture.completedFuture(false);
      }
      waiting.add(mine);
    }
    later.execute(() -> giveUp(mine));
    return mine.turn;
  }

  /** Ends a turn, and gives it on. */
  void leave(String host) {
    Waiting next;
    synchronized (this) {
      underWay--;
      byHost.computeIfPresent(host, (name, n) -> n == 1 ? null : n - 1);
      next = next();
    }
    if (next != null) {
      // elsewhere: one that ends at once would end the next one within its own call, and so on
      next.turn.completeAsync(() -> true);
    }
  }

  private Waiting next() {
    for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
      Waiting oldest = all.next();
      if (hasRoom(oldest.host)) {
        all.remove();
        take(oldest.host);
        return oldest;
      }
    }
    return null;
  }

  private void giveUp(Waiting mine) {
    boolean waited;
    synchronized (this) {
      waited = waiting.remove(mine);
    }
    if (waited) {
      mine.turn.complete(false);
    }
  }

  private boolean hasRoom(String host) {
    return underWay < limits.underWay() && byHost.getOrDefault(host, 0) < limits.perHost();
  }

  private void take(String host) {
    underWay++;
    byHost.merge(host, 1, Integer::sum);
  }

  synchronized int underWay() {
    return underWay;
  }

  synchronized int waiting() {
    return waiting.size();
  }
}
