package io.feedmesh.consumers.readership;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;

/**
 * What a reader is called on one day: HMAC-SHA256 (RFC 2104) over its address and its User-Agent.
 * Immutable, safe for use by several threads.
 */
final class DayKey {
  private static final int NETWORK_OF_IPV6 = 8;
  private static final int MAX_USER_AGENT = 512;

  private final Mac keyed;

  DayKey(Mac keyed) {
    this.keyed = keyed;
  }

  /** Of the hash that stands for a reader, these 128 bits. */
  record Identity(long high, long low) {}

  /**
   * The reader's identity.
   *
   * @param address 4 bytes, or 16, of which those that a device may change at will do not count
   *     (RFC 8981)
   * @param userAgent may be empty; of a long one the first 512 characters count
   */
  Identity of(byte[] address, String userAgent) {
    Mac mac = copy();
    mac.update(address, 0, Math.min(address.length, NETWORK_OF_IPV6));
    String agent = userAgent.substring(0, Math.min(userAgent.length(), MAX_USER_AGENT));
    ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(agent.getBytes(StandardCharsets.UTF_8)));
    return new Identity(hash.getLong(), hash.getLong());
  }

  /** Far cheaper than to look up the algorithm and to prepare the key for each request. */
  private Mac copy() {
    try {
      return (Mac) keyed.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the platform's HmacSHA256 can be copied", e);
    }
  }
}
