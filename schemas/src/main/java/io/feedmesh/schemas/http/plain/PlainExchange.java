package io.feedmesh.schemas.http.plain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.BufferUtil;

/** A plain request and its answer. Not for several threads. */
public final class PlainExchange {
  private static final byte[] OK = statusLine(200);
  private static final byte[] NOT_MODIFIED = statusLine(304);
  private static final byte[] END = {'\r', '\n'};

  private final PlainConnection connection;
  private final PlainRequest request;
  private final HttpFields.Mutable fields = HttpFields.build();
  private int status;
  private long length = -1;
  private ByteBuffer body;

  /** Without an answer. */
  PlainExchange(PlainConnection connection, PlainRequest request) {
    this.connection = connection;
    this.request = request;
  }

  private static byte[] statusLine(int status) {
    return ("HTTP/1.1 " + status + " " + HttpStatus.getMessage(status) + "\r\n")
        .getBytes(ISO_8859_1);
  }

  /** Where it came from. */
  public ConnectionMetaData connection() {
    return connection;
  }

  /** Address of the client, as logs have it. */
  public String client() {
    return connection.client();
  }

  /** What is asked for. */
  public PlainRequest request() {
    return request;
  }

  /** Fields of the answer, but Date and Content-Length. */
  public HttpFields.Mutable fields() {
    return fields;
  }

  /** An answer that has no body by nature, such as 304. */
  public void answer(int answer) {
    status = answer;
  }

  /**
   * Any other.
   *
   * @param content not sent for HEAD, nor needed then
   * @param bytes of it
   */
  public void answer(int answer, ByteBuffer content, long bytes) {
    status = answer;
    length = bytes;
    body = request.head() ? null : content;
  }

  /** Of the answer. */
  public int status() {
    return status;
  }

  /** Bytes of the answer's body. */
  public long bodyBytes() {
    return body == null ? 0 : length;
  }

  /** What follows the header; null for nothing. */
  ByteBuffer body() {
    return body;
  }

  /**
   * Writes the header (RFC 9112, section 4).
   *
   * @param to empty, in fill mode
   * @return the same in flush mode, or another one if it had no room
   */
  ByteBuffer header(ByteBuffer to, HttpField date) {
    int most = to.capacity();
    while (true) {
      try {
        ByteBuffer buffer = most == to.capacity() ? to.clear() : ByteBuffer.allocateDirect(most);
        write(buffer, date);
        return buffer.flip();
      } catch (BufferOverflowException e) {
        most *= 2;
      }
    }
  }

  private void write(ByteBuffer to, HttpField date) {
    to.put(status == 200 ? OK : status == 304 ? NOT_MODIFIED : statusLine(status));
    HttpGenerator.putTo(date, to);
    for (HttpField field : fields) {
      HttpGenerator.putTo(field, to);
    }
    if (length >= 0) {
      to.put(HttpHeader.CONTENT_LENGTH.getBytesColonSpace());
      BufferUtil.putDecLong(to, length);
      to.put(END);
    }
    to.put(END);
  }
}
