package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.spool.SpooledFeed;

/** The edge's own strong entity tags: another one for each representation of a version. */
final class Validators {
  private static final int DIGITS = 32; // 128 bits of SHA-256

  private static final String END = "\"";
  private static final String GZIP_END = "-gzip\"";

  private Validators() {}

  /** The tag of the version with this hash, as its field has it. */
  static String tag(String hash, boolean gzip) {
    return new StringBuilder(1 + DIGITS + GZIP_END.length())
        .append('"')
        .append(hash, 0, DIGITS)
        .append(gzip ? GZIP_END : END)
        .toString();
  }

  /** The tag without its quotes. */
  static String opaque(SpooledFeed feed, boolean gzip) {
    return opaque(feed.hash(), gzip);
  }

  /** The same by the hash of the version. */
  static String opaque(String hash, boolean gzip) {
    String digits = hash.substring(0, DIGITS);
    return gzip ? digits + "-gzip" : digits;
  }

  /** Whether a field is just one of this version's tags. */
  static boolean isTag(String field, String hash) {
    return field.startsWith("\"")
        && field.regionMatches(1, hash, 0, DIGITS)
        && (field.startsWith(END, DIGITS + 1) || field.startsWith(GZIP_END, DIGITS + 1))
        && field.indexOf('"', 1) == field.length() - 1;
  }

  /** Whether a tag names a version, in any representation, or is the origin's of it. */
  static boolean names(String opaque, String hash, String originsEtag) {
    return opaque.equals(opaque(hash, true))
        || opaque.equals(opaque(hash, false))
        || (originsEtag != null && opaque.equals(EntityTags.opaque(originsEtag)));
  }
}
