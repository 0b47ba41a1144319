package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.spool.HttpDates;
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * How long an origin lets a shared cache use an answer (RFC 9111, section 4.2). Immutable.
 *
 * @param age milliseconds since the origin made it, when it was asked for
 * @param fresh milliseconds of age up to which it may be used without asking
 * @param staleAllowed whether it may be used beyond that while the origin is asked, or fails
 */
record Lifetime(long age, long fresh, boolean staleAllowed) {
  /** Seconds that stand for any longer time (section 1.2.2). */
  private static final long LONGEST = 1L << 31;

  private static final List<String> NO_STALE =
      List.of("no-cache", "must-revalidate", "proxy-revalidate", "s-maxage");

  /**
   * What an answer says.
   *
   * @param least milliseconds that it is good from when it came, whatever the origin says: the mesh
   *     tells of changes, so that only those of the next moments can be missed
   * @param usual milliseconds where the origin says nothing, and at most
   */
  static Lifetime of(HttpFields answer, long least, long usual) {
    OptionalLong said = seconds(answer.get(HttpHeader.AGE));
    long age = 1000 * said.orElse(0);
    boolean noCache = CacheDirectives.has(answer, "no-cache");
    long fresh = noCache ? 0 : Math.min(explicit(answer, usual), usual);
    return new Lifetime(
        age,
        Math.max(fresh, age + least),
        NO_STALE.stream().noneMatch(directive -> CacheDirectives.has(answer, directive)));
  }

  private static long explicit(HttpFields answer, long usual) {
    for (String directive : List.of("s-maxage", "max-age")) {
      if (CacheDirectives.has(answer, directive)) {
        return 1000 * seconds(CacheDirectives.argument(answer, directive)).orElse(0);
      }
    }
    String expires = answer.get(HttpHeader.EXPIRES);
    OptionalLong made = HttpDates.parse(answer.get(HttpHeader.DATE));
    if (expires == null || made.isEmpty()) {
      return expires == null ? usual : 0;
    }
    OptionalLong until = HttpDates.parse(expires); // "0" and the like: it has expired
    return until.isEmpty() ? 0 : Math.max(0, until.getAsLong() - made.getAsLong());
  }

  private static OptionalLong seconds(String text) {
    if (text == null || !text.strip().matches("\\d{1,100}")) {
      return OptionalLong.empty();
    }
    String digits = text.strip();
    return OptionalLong.of(
        digits.length() > 10 ? LONGEST : Math.min(LONGEST, Long.parseLong(digits)));
  }
}
