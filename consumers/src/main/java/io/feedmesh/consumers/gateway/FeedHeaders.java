package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.spool.HttpDates;
import io.feedmesh.consumers.spool.SpooledFeed;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/**
 * The header fields of each answer with a version that stay the same, encoded once. Immutable.
 *
 * @param gzip for 200 with the stored gzip
 * @param identity for 200 with the document as it is
 * @param gzipUnchanged for 304 to who takes gzip
 * @param identityUnchanged for 304 to others
 */
record FeedHeaders(
    HttpFields gzip, HttpFields identity, HttpFields gzipUnchanged, HttpFields identityUnchanged) {
  private static final String DEFAULT_TYPE = "application/xml";
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

  static FeedHeaders of(SpooledFeed feed) {
    HttpFields.Mutable gzip = validators(feed, true);
    HttpFields.Mutable identity = validators(feed, false);
    HttpFields gzipUnchanged = HttpFields.build(gzip).asImmutable();
    HttpFields identityUnchanged = HttpFields.build(identity).asImmutable();
    String type = feed.contentType() == null ? DEFAULT_TYPE : feed.contentType();
    for (HttpFields.Mutable fields : new HttpFields.Mutable[] {gzip, identity}) {
      fields.add(new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, type));
      fields.add(SANDBOX);
      fields.add(NO_SNIFF);
    }
    gzip.add(GZIP);
    identity.add(RANGES);
    return new FeedHeaders(
        gzip.asImmutable(), identity.asImmutable(), gzipUnchanged, identityUnchanged);
  }

  /** For 200 and 206. */
  HttpFields whole(boolean asGzip) {
    return asGzip ? gzip : identity;
  }

  /** For 304. */
  HttpFields unchanged(boolean asGzip) {
    return asGzip ? gzipUnchanged : identityUnchanged;
  }

  private static HttpFields.Mutable validators(SpooledFeed feed, boolean gzip) {
    return HttpFields.build()
        .add(new PreEncodedHttpField(HttpHeader.ETAG, '"' + Validators.opaque(feed, gzip) + '"'))
        .add(new PreEncodedHttpField(HttpHeader.LAST_MODIFIED, HttpDates.format(feed.modified())))
        .add(VARY);
  }
}
