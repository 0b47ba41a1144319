package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.spool.SpooledFeed;

/** The edge's own strong entity tags: another one for each representation of a version. */
final class Validators {
  private static final int DIGITS = 32; // 128 bits of SHA-256

  private Validators() {}

  /** The tag without its quotes. */
  static String opaque(SpooledFeed feed, boolean gzip) {
    String hash = feed.hash().substring(0, DIGITS);
    return gzip ? hash + "-gzip" : hash;
  }
}
