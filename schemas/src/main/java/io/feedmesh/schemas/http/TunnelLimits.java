package io.feedmesh.schemas.http;

import io.feedmesh.schemas.config.Durations;
import io.feedmesh.schemas.origin.AddressPolicy;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * Which tunnels a proxy opens (RFC 9110, section 9.3.6). Immutable.
 *
 * @param ports at which origins may be reached; none means no tunnels at all
 * @param addresses which of them may not
 * @param most tunnels at a time
 * @param idle longest time without a byte in either direction
 */
public record TunnelLimits(Set<Integer> ports, AddressPolicy addresses, int most, Duration idle) {
  /** No tunnels. */
  public static final TunnelLimits NONE = at(Set.of(), AddressPolicy.PUBLIC_ONLY);

  /** Checks. */
  public TunnelLimits {
    ports = Set.copyOf(ports);
    Objects.requireNonNull(addresses, "addresses");
    for (int port : ports) {
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("ports of tunnels: expected 1 to 65535, found " + port);
      }
    }
    if (most < 1 || idle.toMillis() < 1) {
      throw new IllegalArgumentException(
          "tunnels: expected at least 1 and 1 ms, found " + most + " and " + Durations.text(idle));
    }
  }

  /** To those ports, at most 1,000, idle for a minute. */
  public static TunnelLimits at(Set<Integer> ports, AddressPolicy addresses) {
    return new TunnelLimits(ports, addresses, 1000, Duration.ofMinutes(1));
  }
}
