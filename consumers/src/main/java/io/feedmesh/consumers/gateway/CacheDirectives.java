package io.feedmesh.consumers.gateway;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** What a message says about being kept (RFC 9111, sections 3 and 5.2). Pure. */
final class CacheDirectives {
  private CacheDirectives() {}

  /** Who may be given an origin's answer. */
  enum Audience {
    /** Everybody, from the spool as well. */
    ALL,
    /** Those who are waiting for it; it is not to be kept. */
    WAITING,
    /** The one reader whose request it answers. */
    ONE
  }

  /** For whom an answer is. A field like {@code private="Set-Cookie"} counts as all of it. */
  static Audience audience(HttpFields answer) {
    if (has(answer, "private")) {
      return Audience.ONE;
    }
    boolean kept = !has(answer, "no-store") && !answer.contains(HttpHeader.VARY, "*");
    return kept ? Audience.ALL : Audience.WAITING;
  }

  /** Whether Cache-Control has a directive, with an argument or without. */
  static boolean has(HttpFields fields, String directive) {
    return argument(fields, directive) != null;
  }

  /**
   * The argument of a directive, the first if there are several; empty without; null without it.
   */
  static String argument(HttpFields fields, String directive) {
    if (!fields.contains(HttpHeader.CACHE_CONTROL)) {
      return null;
    }
    for (String found : fields.getCSV(HttpHeader.CACHE_CONTROL, false)) {
      int equals = found.indexOf('=');
      String name = equals < 0 ? found : found.substring(0, equals);
      if (name.strip().equalsIgnoreCase(directive)) {
        return equals < 0 ? "" : found.substring(equals + 1).strip();
      }
    }
    return null;
  }
}
