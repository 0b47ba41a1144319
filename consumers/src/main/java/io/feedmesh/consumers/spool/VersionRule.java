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
   * The same for a version that is kept without its body, for which any that says nothing else will
   * do: it gives the body back.
   */
  static Decision decideCold(SpooledFeed kept, SpooledFeed candidate) {
    return candidate.provisional() || decide(kept, candidate) != Decision.OLDER
        ? Decision.WRITE
        : Decision.OLDER;
  }

  /**
   * Whether a body that a start finds is of an older version than the one that is known without: a
   * crash came between two steps, and whichever was the later one counts.
   */
  static boolean isLeftOver(SpooledFeed known, SpooledFeed found) {
    return found.provisional()
        ? found.acceptedAt() < known.acceptedAt()
        : decide(known, found) == Decision.OLDER;
  }

  /**
   * A proxied version gives way to a confirmed one, but not to one that the mesh had accepted
   * before the origin was asked, which gives way to it, unless they are the same document: readers
   * have seen what came after it. Versions of different sources say nothing about each other, so
   * the one that comes later wins. Of one source the version that was accepted later is newer: one
   * that the feed had under another address may have a lower number.
   */
  static Decision decide(SpooledFeed kept, SpooledFeed candidate) {
    if (kept == null) {
      return Decision.WRITE;
    }
    if (candidate.provisional()) {
      return kept.provisional() || isOlder(kept, candidate) ? Decision.WRITE : Decision.OLDER;
    }
    if (kept.provisional()) {
      return isOlder(candidate, kept) ? Decision.OLDER : Decision.WRITE;
    }
    if (!kept.source().equals(candidate.source())) {
      return Decision.WRITE;
    }
    int age = Long.compare(candidate.acceptedAt(), kept.acceptedAt());
    if (age < 0 || (age == 0 && candidate.version() < kept.version())) {
      return Decision.OLDER;
    }
    boolean same = candidate.version() == kept.version() && candidate.hash().equals(kept.hash());
    return same ? Decision.SAME : Decision.WRITE;
  }

  /** Whether a confirmed version is another one than was proxied, and of the time before that. */
  private static boolean isOlder(SpooledFeed confirmed, SpooledFeed proxied) {
    return confirmed.acceptedAt() < proxied.acceptedAt()
        && !confirmed.hash().equals(proxied.hash());
  }
}
