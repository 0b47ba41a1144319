package io.feedmesh.schemas.http;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections a server has, in all and of each client. Safe for several threads. */
final class ConnectionCounts {
  private final ConnectionLimits limits;
  private final AllowedClients shared;
  private final ServerMeters meters;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<InetAddress, Integer> byClient = new ConcurrentHashMap<>();

  ConnectionCounts(ConnectionLimits limits, ServerMeters meters) {
    this.limits = limits;
    this.shared = new AllowedClients(limits.shared());
    this.meters = meters;
    meters.connections(open::get);
  }

  /** One more; false if it is one too many, which is counted all the same until it leaves. */
  boolean enter(InetAddress client) {
    int all = open.incrementAndGet();
    int ofClient = byClient.merge(client, 1, Integer::sum);
    if (all > limits.total()) {
      meters.tooMany.increment();
      return false;
    }
    if (ofClient > limits.perClient() && !shared.allows(client)) {
      meters.tooManyOfOne.increment();
      return false;
    }
    return true;
  }

  void leave(InetAddress client) {
    open.decrementAndGet();
    byClient.computeIfPresent(client, (key, n) -> n == 1 ? null : n - 1);
  }
}
