package io.feedmesh.schemas.origin;

import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import org.eclipse.jetty.http.HttpFields;

/** What came of an {@link OriginRequest}: any HTTP answer, or none. Immutable. */
public sealed interface OriginAnswer {
  /** How long it took, redirects included. */
  Duration took();

  /**
   * The origin answered, with whatever status but a redirect that could be followed.
   *
   * @param url where it was at last, after redirects
   * @param movedPermanently whether there were redirects, all of them permanent (301, 308)
   * @param status HTTP status
   * @param headers fields as sent, values as ISO 8859-1
   * @param body after content decoding; not to be written to
   * @param took how long it took
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Answered(
      FeedUrl url,
      boolean movedPermanently,
      int status,
      HttpFields headers,
      byte[] body,
      Duration took)
      implements OriginAnswer {}

  /**
   * There is no answer that could be used.
   *
   * @param failure why
   * @param detail for people, at most 500 characters
   * @param took how long it took
   */
  record Failed(FetchFailure failure, String detail, Duration took) implements OriginAnswer {}
}
