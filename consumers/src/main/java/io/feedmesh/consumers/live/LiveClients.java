package io.feedmesh.consumers.live;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** All connected clients, and the clock that keeps them alive. Safe for use by several threads. */
final class LiveClients implements AutoCloseable {
  private static final long MOST_TICK_MILLIS = 250;

  private final Set<Client> clients = ConcurrentHashMap.newKeySet();
  private final AtomicInteger places = new AtomicInteger();
  private final int most;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "live-clock");
            thread.setDaemon(true);
            return thread;
          });

  LiveClients(LiveConfig config, MeterRegistry registry) {
    this.most = config.maxClients();
    registry.gauge("feedmesh.live.clients", places);
    long shortest = Math.min(config.heartbeat().toMillis(), config.patience().toMillis());
    long tick = Math.max(1, Math.min(MOST_TICK_MILLIS, shortest / 4));
    var unused = clock.scheduleAtFixedRate(this::tick, tick, tick, TimeUnit.MILLISECONDS);
  }

  /** Takes a place; false if there is none. */
  boolean enter() {
    if (places.incrementAndGet() > most) {
      places.decrementAndGet();
      return false;
    }
    return true;
  }

  /** From now on this client is woken; it has a place. */
  void add(Client client) {
    clients.add(client);
    client.wake();
  }

  /** Gives its place back, once. */
  void remove(Client client) {
    if (clients.remove(client)) {
      places.decrementAndGet();
    }
  }

  int count() {
    return places.get();
  }

  void wake() {
    clients.forEach(Client::wake);
  }

  private void tick() {
    long now = System.nanoTime();
    clients.forEach(client -> client.tick(now));
  }

  @Override
  public void close() {
    clock.shutdownNow();
    clients.forEach(Client::end);
  }
}
