package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.gateway.CacheDirectives.Audience;
import io.feedmesh.consumers.gateway.OriginRule.Verdict;
import io.feedmesh.consumers.spool.HttpDates;
import io.feedmesh.consumers.spool.SpooledBody;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;

/** What came of asking the origin in a reader's place. Immutable. */
sealed interface Origin {
  /**
   * A feed.
   *
   * @param body the document, whether the spool could keep it or not
   * @param stored whether the spool has it now
   * @param audience for whom it is
   * @param movedTo where its origin says it has moved for good, if it does
   */
  record Feed(SpooledBody body, boolean stored, Audience audience, Optional<FeedUrl> movedTo)
      implements Origin {}

  /**
   * No feed.
   *
   * @param verdict what to tell the reader
   * @param headers fields of the origin that the reader needs to go on, like Retry-After
   */
  record None(Verdict verdict, Map<String, String> headers) implements Origin {
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Without fields of the origin. */
    None(Verdict verdict) {
      this(verdict, Map.of());
    }

    /** The same for whoever asks: that there is no such feed may be kept for a moment. */
    None forAll() {
      if (verdict.status() != 404 && verdict.status() != 410) {
        return this;
      }
      Map<String, String> more = new HashMap<>(headers);
      more.put(HttpHeader.CACHE_CONTROL.asString(), "public, max-age=5");
      return new None(verdict, more);
    }

    /**
     * How long the origin is not asked again: at least as given, longer where it asked for that
     * (RFC 9110, section 10.2.3), at most an hour.
     */
    Duration remember(Duration least, long now) {
      String retryAfter = headers.getOrDefault(HttpHeader.RETRY_AFTER.asString(), "").strip();
      Duration asked =
          retryAfter.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(retryAfter))
              : Duration.ofMillis(HttpDates.parse(retryAfter).orElse(now) - now);
      Duration bounded = asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
      return bounded.compareTo(least) > 0 ? bounded : least;
    }
  }
}
