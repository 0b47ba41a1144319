package io.feedmesh.schemas.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which addresses may use a server, as CIDR blocks (RFC 4632, RFC 4291). Immutable, safe for use by
 * several threads.
 */
public final class AllowedClients {
  /** Loopback, private (RFC 1918, RFC 4193) and link-local networks. */
  public static final List<String> LOCAL =
      List.of(
          "127.0.0.0/8",
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "169.254.0.0/16",
          "::1/128",
          "fc00::/7",
          "fe80::/10");

  @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
  private record Block(byte[] network, int bits) {
    boolean holds(byte[] address) {
      if (address.length != network.length) {
        return false;
      }
      int whole = bits >> 3;
      for (int i = 0; i < whole; i++) {
        if (network[i] != address[i]) {
          return false;
        }
      }
      int mask = 0xff00 >> (bits & 7); // of the byte that it has a part of
      return (bits & 7) == 0 || ((network[whole] ^ address[whole]) & mask & 0xff) == 0;
    }
  }

  private final List<Block> blocks = new ArrayList<>();

  /**
   * Reads the blocks.
   *
   * @param cidrs like {@code 10.0.0.0/8} or {@code 2001:db8::/32}; an address alone is itself
   * @throws IllegalArgumentException if one is none
   */
  public AllowedClients(List<String> cidrs) {
    for (String cidr : cidrs) {
      blocks.add(block(cidr.strip()));
    }
  }

  /** Whether it is in one of the blocks. */
  public boolean allows(InetAddress address) {
    byte[] bytes = address.getAddress(); // IPv4 in IPv6 has become IPv4 by now
    for (Block block : blocks) { // asked with each request
      if (block.holds(bytes)) {
        return true;
      }
    }
    return false;
  }

  private static Block block(String cidr) {
    int slash = cidr.indexOf('/');
    String address = slash < 0 ? cidr : cidr.substring(0, slash);
    try {
      if (!address.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
        throw new UnknownHostException(address); // a name, which nobody should look up here
      }
      byte[] network = InetAddress.getByName(address).getAddress();
      int all = network.length * 8;
      int bits = slash < 0 ? all : Integer.parseInt(cidr.substring(slash + 1));
      if (bits >= 0 && bits <= all) {
        return new Block(network, bits);
      }
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException(message(cidr), e);
    }
    throw new IllegalArgumentException(message(cidr));
  }

  private static String message(String cidr) {
    return "allowed clients: expected a network like 10.0.0.0/8 or 2001:db8::/32, found " + cidr;
  }
}
