package io.feedmesh.schemas.http;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections a server has, in all and of each client. Safe for several threads. */
final class ConnectionCounts {
  private final ConnectionLimits limits;
  private final Clients clients;
  private final ServerMeters meters;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<InetAddress, Integer> byClient = new ConcurrentHashMap<>();

  ConnectionCounts(ConnectionLimits limits, ServerMeters meters) {
    this.limits = limits;
    this.clients = new Clients(limits.shared());
    this.meters = meters;
    meters.connections(open::get);
  }

  /** One more; false if it is one too many, which is counted all the same until it leaves. */
  boolean enter(InetAddress address) {
    int all = open.incrementAndGet();
    int ofClient =
        clients.of(address).map(client -> byClient.merge(client, 1, Integer::sum)).orElse(0);
    if (all > limits.total()) {
      meters.tooMany.increment();
      return false;
    }
    if (ofClient > limits.perClient()) {
      meters.tooManyOfOne.increment();
      return false;
    }
    return true;
  }

  void leave(InetAddress address) {
    open.decrementAndGet();
    clients
        .of(address)
        .ifPresent(client -> byClient.computeIfPresent(client, (key, n) -> n == 1 ? null : n - 1));
  }
}
