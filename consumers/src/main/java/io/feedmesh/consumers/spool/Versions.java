package io.feedmesh.consumers.spool;

import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.OriginResponse;
import io.feedmesh.schemas.url.FeedUrl;
import java.util.OptionalLong;

/** Says of documents what the spool wants to know. Pure. */
public final class Versions {
  private Versions() {}

  /**
   * Of a document that a view brought.
   *
   * @param source id of the topic it came from
   * @param now milliseconds since 1970
   */
  public static SpooledFeed confirmed(FeedUrl url, Document document, String source, long now) {
    long acceptedAt = document.getAcceptedAt().toEpochMilli();
    OriginResponse origin = document.getOrigin();
    return new SpooledFeed(
        url,
        document.getVersion(),
        source,
        SpooledFeed.hex(document.getContentHash()),
        origin.getEtag(),
        origin.getContentType(),
        modified(origin.getLastModified(), acceptedAt),
        document.getSize(),
        acceptedAt,
        now);
  }

  /**
   * Of a document that was just proxied from the origin.
   *
   * @param hash as {@link SpooledFeed#hash()}
   * @param asked when the origin was asked: what the mesh accepted before is no newer
   * @param now milliseconds since 1970
   */
  public static SpooledFeed proxied(
      FeedUrl url, OriginResponse origin, String hash, long size, long asked, long now) {
    return new SpooledFeed(
        url,
        0,
        "",
        hash,
        origin.getEtag(),
        origin.getContentType(),
        modified(origin.getLastModified(), now),
        size,
        asked,
        now);
  }

  /** A date later than its own message counts as that message's (RFC 9110, section 8.8.2.1). */
  private static long modified(String lastModified, long acceptedAt) {
    OptionalLong said = HttpDates.parse(lastModified);
    return said.isPresent() && said.getAsLong() > 0 && said.getAsLong() <= acceptedAt
        ? said.getAsLong()
        : acceptedAt;
  }

  /**
   * A version for which another one's body is here again: that very one, if the document is its.
   */
  static SpooledFeed again(SpooledFeed cold, SpooledFeed next) {
    boolean same = next.provisional() && !cold.provisional() && next.hash().equals(cold.hash());
    return same ? cold : after(cold, next);
  }

  /**
   * A version as it follows another one: another document always has a later Last-Modified, by at
   * least the second that is its unit, so that a reader who has nothing but the date misses
   * nothing.
   */
  static SpooledFeed after(SpooledFeed before, SpooledFeed next) {
    if (before == null || before.hash().equals(next.hash())) {
      return next;
    }
    long earliest = (Math.floorDiv(before.modified(), 1000) + 1) * 1000;
    return next.modified() >= earliest ? next : next.withModified(earliest);
  }
}
