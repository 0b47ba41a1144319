package io.feedmesh.consumers.readership;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Who asks on a connection, by address and User-Agent, and what has been made of them: keep it as
 * long as the connection, which has the address anyway, and no longer. Safe for use by several
 * threads.
 */
public final class Reader {
  private final InetAddress address;
  private final String userAgent;
  private final Optional<Claim> claim;
  private volatile Named named;

  /**
   * Nothing is made of them yet but what the reader claims to be.
   *
   * @param userAgent as the reader sent it; empty for none
   */
  public Reader(InetAddress address, String userAgent) {
    this.address = address;
    this.userAgent = userAgent;
    this.claim = ClaimRule.of(userAgent);
  }

  private record Named(DayKey key, DayKey.Identity identity) {}

  /** Whether it is the one that sends this as its User-Agent. */
  public boolean says(String other) {
    return userAgent.equals(other);
  }

  /** For whom it says it reads. */
  Optional<Claim> claim() {
    return claim;
  }

  /** What it is called on a day: the hash is most of what counting a request takes. */
  DayKey.Identity on(DayKey key) {
    Named known = named;
    if (known == null || known.key() != key) {
      known = new Named(key, key.of(address.getAddress(), userAgent));
      named = known;
    }
    return known.identity();
  }
}
