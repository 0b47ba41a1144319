package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.spool.SpooledBody;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * Answers with a document as it is, of which it inflates no more at a time than the reader takes: a
 * thousand slow readers of large feeds would fill the heap otherwise.
 */
final class InflatedAnswer extends IteratingCallback {
  static final int CHUNK = 32 << 10;

  private final Exchange exchange;
  private final InputStream document;
  private final byte[] chunk = new byte[CHUNK];
  private long left;

  private InflatedAnswer(Exchange exchange, InputStream document, long size) {
    this.exchange = exchange;
    this.document = document;
    this.left = size;
  }

  /**
   * Writes all of it, after the fields that are there already.
   *
   * @throws IOException if the gzip has no header
   */
  static void write(Exchange exchange, SpooledBody body) throws IOException {
    long size = body.feed().size();
    if (size <= CHUNK) {
      exchange.send(200, ByteBuffer.wrap(body.document()), size);
      return;
    }
    begin(exchange, 200, body.inflating(), size);
  }

  /**
   * Writes a part (RFC 9110, section 15.3.7).
   *
   * @throws IOException if the gzip is broken before the part
   */
  static void part(Exchange exchange, SpooledBody body, RangeRule.Part.Bytes part)
      throws IOException {
    long length = part.last() - part.first() + 1;
    InputStream document = body.inflating();
    try {
      document.skipNBytes(part.first());
    } catch (IOException e) {
      document.close();
      throw e;
    }
    exchange
        .fields()
        .add(
            HttpHeader.CONTENT_RANGE,
            "bytes " + part.first() + "-" + part.last() + "/" + body.feed().size());
    begin(exchange, 206, document, length);
  }

  private static void begin(Exchange exchange, int status, InputStream document, long length) {
    exchange.response().setStatus(status);
    exchange.fields().put(HttpHeader.CONTENT_LENGTH, length);
    new InflatedAnswer(exchange, document, length).iterate();
  }

  @Override
  protected Action process() throws IOException {
    if (left == 0) {
      return Action.SUCCEEDED;
    }
    int n = document.readNBytes(chunk, 0, (int) Math.min(CHUNK, left));
    if (n == 0) {
      throw new EOFException("the document ends before its length");
    }
    left -= n;
    exchange.response().write(left == 0, ByteBuffer.wrap(chunk, 0, n), this);
    return Action.SCHEDULED;
  }

  @Override
  protected void onCompleteSuccess() {
    release();
    exchange.callback().succeeded();
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    release();
    exchange.callback().failed(cause);
  }

  /** Gives back what the inflater has outside of the heap. */
  private void release() {
    try {
      document.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("a buffer has nothing to close", e);
    }
  }
}
