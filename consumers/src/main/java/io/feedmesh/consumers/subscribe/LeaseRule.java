package io.feedmesh.consumers.subscribe;

/** When an edge renews a lease. Pure; times are milliseconds since 1970. */
final class LeaseRule {
  private LeaseRule() {}

  /** What to do about a feed. */
  enum Decision {
    /** Send a subscription with a new lease. */
    RENEW,
    /** There is time enough, or nobody asked. */
    KEEP
  }

  /**
   * Decides. A renewal also tells later processes of this edge that the feed was asked for, so it
   * comes early enough that the body does not go cold for want of that.
   *
   * @param held the present subscription, or null
   * @param askedAt when a reader last asked for the feed
   * @param length of a new lease
   * @param usual age after which a feed goes cold
   */
  static Decision decide(Held held, long askedAt, long length, long usual, long now) {
    if (held == null) {
      return Decision.RENEW;
    }
    // Who asked before the lease ended was not there when it could have been renewed.
    boolean asked = askedAt > held.madeAt();
    boolean late = held.until() - now < length / 2 || now - held.madeAt() > usual / 2;
    return asked && (late || !held.hot()) ? Decision.RENEW : Decision.KEEP;
  }

  /** The end of a new lease, which is never before that of the present one. */
  static long until(Held held, long length, long now) {
    return held == null ? now + length : Math.max(held.until(), now + length);
  }
}
