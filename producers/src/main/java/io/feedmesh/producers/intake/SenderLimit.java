package io.feedmesh.producers.intake;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A {@link RateLimit} for each sender address. Safe for use by several threads. */
public final class SenderLimit {
  private final RateLimit limit;

  /** So many a second in the long run, for each. */
  public SenderLimit(int perSecond) {
    limit = new RateLimit(perSecond);
  }

  /**
   * Takes a token.
   *
   * @param address network address literal of the sender
   * @param nowNanos time on any clock that only goes forward
   * @return whether there was one
   */
  boolean allows(String address, long nowNanos) {
    InetAddress parsed;
    try {
      parsed = InetAddress.getByName(address); // a literal: no name is looked up
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("expected an address literal, found " + address, e);
    }
    return parsed.isLoopbackAddress() || limit.allows(network(parsed), nowNanos);
  }

  /** An IPv6 network as its first 64 bits: whoever has one address there has them all. */
  private static String network(InetAddress address) {
    byte[] bits = address.getAddress();
    return bits.length == 4 ? address.getHostAddress() : Arrays.toString(Arrays.copyOf(bits, 8));
  }
}
