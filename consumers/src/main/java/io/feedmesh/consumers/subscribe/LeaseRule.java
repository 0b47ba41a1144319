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
   * A lease as the topic has it.
   *
   * @param until when it ends
   * @param madeAt when it was last renewed
   */
  record Lease(long until, long madeAt) {}

  /**
   * Decides.
   *
   * @param lease the present one, or null
   * @param askedAt when a reader last asked for the feed
   * @param length of a new lease
   */
  static Decision decide(Lease lease, long askedAt, long length, long now) {
    if (lease == null || lease.until() <= now) {
      // Who asked before the lease ended was not there when it could have been renewed.
      return lease == null || askedAt > lease.madeAt() ? Decision.RENEW : Decision.KEEP;
    }
    boolean late = lease.until() - now < length / 2;
    return late && askedAt > lease.madeAt() ? Decision.RENEW : Decision.KEEP;
  }

  /** The end of a new lease, which is never before that of the present one. */
  static long until(Lease lease, long length, long now) {
    return lease == null ? now + length : Math.max(lease.until(), now + length);
  }
}
