package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.spool.HttpDates;
import io.feedmesh.consumers.spool.SpooledFeed;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/**
 * The header fields that a version has in each answer. Pure: to keep those of each feed would take
 * more time, for memory that is far away, than to make them.
 */
final class FeedHeaders {
  private static final HttpField DEFAULT_TYPE =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/xml");
  private static final HttpField GZIP =
      new PreEncodedHttpField(HttpHeader.CONTENT_ENCODING, "gzip");

  /** Of the document as it is only: the same document may have been gzipped in several ways. */
  private static final HttpField RANGES =
      new PreEncodedHttpField(HttpHeader.ACCEPT_RANGES, "bytes");

  private static final HttpField VARY = new PreEncodedHttpField(HttpHeader.VARY, "Accept-Encoding");

  /** A feed that a browser takes for a page must not act in the name of this edge's pages. */
  private static final HttpField SANDBOX =
      new PreEncodedHttpField("Content-Security-Policy", "default-src 'none'; sandbox");

  private static final HttpField NO_SNIFF =
      new PreEncodedHttpField("X-Content-Type-Options", "nosniff");

  private FeedHeaders() {}

  /** For 200 and 206: of the stored gzip, or of the document as it is. */
  static void whole(HttpFields.Mutable fields, SpooledFeed feed, boolean gzip) {
    unchanged(fields, feed, gzip);
    String type = feed.contentType();
    fields
        .add(type == null ? DEFAULT_TYPE : new HttpField(HttpHeader.CONTENT_TYPE, type))
        .add(SANDBOX)
        .add(NO_SNIFF)
        .add(gzip ? GZIP : RANGES);
  }

  /** For 304 to who takes gzip, or not (RFC 9110, section 15.4.5). */
  static void unchanged(HttpFields.Mutable fields, SpooledFeed feed, boolean gzip) {
    fields
        .add(new HttpField(HttpHeader.ETAG, Validators.tag(feed.hash(), gzip)))
        .add(new HttpField(HttpHeader.LAST_MODIFIED, HttpDates.format(feed.modified())))
        .add(VARY);
  }
}
