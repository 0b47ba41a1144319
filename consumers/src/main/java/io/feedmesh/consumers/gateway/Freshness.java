package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.spool.SpooledFeed;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/**
 * How long a reader may use an answer, and how old it is (RFC 9111, sections 5.1 and 5.2). Pure.
 *
 * <p>The edge hears of a change as soon as the mesh does, so a cache before it may keep a feed for
 * seconds only: s-maxage. A reader that polls gets a hint when a visit may be worth its while, a
 * tenth of the time that the feed has been quiet, between 5 seconds and 5 minutes: max-age.
 */
final class Freshness {
  private static final int SHARED_SECONDS = 5;
  private static final int[] STEPS = {5, 10, 30, 60, 120, 300};
  private static final HttpField[] FIELDS = new HttpField[STEPS.length];
  private static final HttpField NO_AGE = new PreEncodedHttpField(HttpHeader.AGE, "0");

  /** For what only the reader that asked may have. */
  static final HttpField PRIVATE =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "private, no-store");

  static {
    for (int i = 0; i < STEPS.length; i++) {
      FIELDS[i] =
          new PreEncodedHttpField(
              HttpHeader.CACHE_CONTROL,
              "public, max-age="
                  + STEPS[i]
                  + ", s-maxage="
                  + SHARED_SECONDS
                  + ", stale-while-revalidate=5, stale-if-error=86400"); // RFC 5861
    }
  }

  private Freshness() {}

  /**
   * Cache-Control for a version that others may have.
   *
   * @param now milliseconds since 1970
   */
  static HttpField cacheControl(SpooledFeed feed, long now) {
    long hint = (now - feed.modified()) / 10_000;
    int step = STEPS.length - 1;
    while (step > 0 && STEPS[step] > hint) {
      step--;
    }
    return FIELDS[step];
  }

  /** Age in seconds. */
  static HttpField age(long seconds) {
    return seconds == 0 ? NO_AGE : new HttpField(HttpHeader.AGE, Long.toString(seconds));
  }
}
