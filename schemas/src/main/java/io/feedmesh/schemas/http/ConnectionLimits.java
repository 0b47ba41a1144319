package io.feedmesh.schemas.http;

import java.util.List;

/**
 * How many connections a server has at a time. Immutable.
 *
 * @param total most of all clients; one more is closed at once
 * @param perClient most of one client, as {@link Clients} tells them apart
 * @param shared networks, as CIDR blocks, whose addresses stand for many clients each, like those
 *     of proxies: only the total counts for them
 */
public record ConnectionLimits(int total, int perClient, List<String> shared) {
  /** 10,000 connections, 1,000 of a client, but as many as there are from this machine. */
  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(10_000, 1_000, List.of("127.0.0.0/8", "::1/128"));

  /** Checks. */
  public ConnectionLimits {
    if (total < 1 || perClient < 1) {
      throw new IllegalArgumentException(
          "connections: expected at least 1, found " + Math.min(total, perClient));
    }
    shared = List.copyOf(shared);
    var unused = new Clients(shared);
  }
}
