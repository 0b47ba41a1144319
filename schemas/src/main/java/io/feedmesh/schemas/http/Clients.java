package io.feedmesh.schemas.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whose share of a limit an address has. One client is an IPv4 address, or an IPv6 network of 64
 * bits, which is what one customer of a provider has at least. Immutable, safe for use by several
 * threads.
 */
public final class Clients {
  private static final int NETWORK_BYTES = 8;

  private final AllowedClients shared;

  /**
   * All are clients but some.
   *
   * @param shared networks, as CIDR blocks, whose addresses stand for many clients each
   * @throws IllegalArgumentException if one is none
   */
  public Clients(List<String> shared) {
    this.shared = new AllowedClients(shared);
  }

  /** Whom an address stands for; empty for many clients, each of whom has a share of its own. */
  public Optional<InetAddress> of(InetAddress address) {
    return shared.allows(address) ? Optional.empty() : Optional.of(network(address));
  }

  private static InetAddress network(InetAddress address) {
    if (!(address instanceof Inet6Address) || address.isLoopbackAddress()) {
      return address;
    }
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of 16 bytes is one", e);
    }
  }
}
