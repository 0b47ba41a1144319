package io.feedmesh.consumers.gateway;

import java.util.List;

/** Reads entity tags (RFC 9110, section 8.8.3), also what is not quite one. Pure. */
final class EntityTags {
  private EntityTags() {}

  /** Asked for each tag of a list. */
  interface Test {
    /**
     * Whether this is the one.
     *
     * @param opaque the tag without its quotes
     * @param weak whether it began with {@code W/}
     */
    boolean matches(String opaque, boolean weak);
  }

  /**
   * Whether one of the fields is {@code *}, or has a tag that passes the test. What is between the
   * tags is not looked at.
   */
  static boolean any(List<String> fields, Test test) {
    for (String field : fields) {
      if (field.strip().equals("*") || anyOf(field, test)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyOf(String field, Test test) {
    int at = 0;
    while (true) {
      int open = field.indexOf('"', at);
      int close = open < 0 ? -1 : field.indexOf('"', open + 1);
      if (close < 0) {
        return false;
      }
      boolean weak = open - at >= 2 && field.startsWith("W/", open - 2);
      if (test.matches(field.substring(open + 1, close), weak)) {
        return true;
      }
      at = close + 1;
    }
  }

  /** A single tag without its quotes; null if it has none. */
  static String opaque(String tag) {
    int open = tag.indexOf('"');
    int close = tag.lastIndexOf('"');
    return open >= 0 && close > open ? tag.substring(open + 1, close) : null;
  }

  /** Whether a single tag is a strong one. */
  static boolean isStrong(String tag) {
    return tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\"");
  }
}
