package io.feedmesh.consumers.spool;

import io.feedmesh.schemas.body.Bodies;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * One version of a feed with its document. Immutable and safe for use by several threads.
 *
 * @param feed what is known of it
 * @param gzip the document as one gzip member, read only; take a {@link ByteBuffer#slice()}
 */
public record SpooledBody(SpooledFeed feed, ByteBuffer gzip) {
  /**
   * The document as the origin sent it.
   *
   * @throws IOException if the gzip is not whole, which the spool has checked
   */
  public byte[] document() throws IOException {
    return Bodies.gunzip(gzip, feed.size());
  }

  /**
   * The same piece by piece; to be closed.
   *
   * @throws IOException if the gzip does not begin as such
   */
  public InputStream inflating() throws IOException {
    return Bodies.gunzipping(gzip);
  }
}
