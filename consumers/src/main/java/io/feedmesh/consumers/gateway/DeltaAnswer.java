package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.delta.Delta;
import io.feedmesh.consumers.spool.SpooledFeed;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/**
 * Answers 226 (RFC 3229, section 10.4.1): the fields are those of the whole document, its tag above
 * all, which the reader then has. Caches that do not know deltas must not keep it (section 10.8.1).
 */
final class DeltaAnswer {
  private static final String IM = "IM";
  private static final HttpField FEED = new PreEncodedHttpField(IM, "feed");
  private static final HttpField FEED_GZIP = new PreEncodedHttpField(IM, "feed, gzip");
  private static final HttpField NOT_STORED =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store, im");
  private static final HttpField VARY =
      new PreEncodedHttpField(HttpHeader.VARY, "Accept-Encoding, A-IM, If-None-Match");

  private DeltaAnswer() {}

  static void write(Reply reply, SpooledFeed feed, Delta delta) {
    boolean coded = reply.wanted().gzip();
    boolean manipulated = !coded && reply.wanted().manipulations().gzip();
    HttpFields.Mutable fields = reply.fields();
    FeedHeaders.whole(fields, feed, coded);
    fields
        .put(VARY)
        .put(NOT_STORED)
        .add(manipulated ? FEED_GZIP : FEED)
        .add("Delta-Base", Validators.tag(delta.base(), coded))
        .remove(HttpHeader.ACCEPT_RANGES);
    ByteBuffer body = (coded || manipulated ? delta.gzip() : delta.document()).slice();
    reply.send(226, body, body.remaining());
  }
}
