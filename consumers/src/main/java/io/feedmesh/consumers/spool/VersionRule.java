package io.feedmesh.consumers.spool;

/** Which of two versions of a feed a spool keeps. Pure. */
final class VersionRule {
  private VersionRule() {}

  /** What to do with a candidate. */
  enum Decision {
    /** It is newer, or nothing is known of which is newer. */
    WRITE,
    /** The spool has this very version. */
    SAME,
    /** The spool has a newer one. */
    OLDER
  }

  /**
   * A proxied version gives way to any confirmed one; versions of different sources say nothing
   * about each other, so the one that comes later wins.
   */
  static Decision decide(SpooledFeed kept, SpooledFeed candidate) {
    if (kept == null) {
      return Decision.WRITE;
    }
    if (candidate.provisional()) {
      return kept.provisional() ? Decision.WRITE : Decision.OLDER;
    }
    if (kept.provisional() || !kept.source().equals(candidate.source())) {
      return Decision.WRITE;
    }
    if (candidate.version() < kept.version()) {
      return Decision.OLDER;
    }
    boolean same = candidate.version() == kept.version() && candidate.hash().equals(kept.hash());
    return same ? Decision.SAME : Decision.WRITE;
  }
}
