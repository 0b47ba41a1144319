package io.feedmesh.schemas.origin;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.body.TooLargeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/**
 * Takes the content codings off a body (RFC 9110, section 8.4): gzip, deflate as zlib data or, as
 * some servers do it, raw, and br (RFC 7932).
 */
final class ContentDecoding {
  private static final int MAX_CODINGS = 4;
  private static final int BUFFER = 16 * 1024;

  private ContentDecoding() {}

  /** A body is not what its Content-Encoding says, or that says something unknown. */
  static final class BadEncodingException extends IOException {
    private static final long serialVersionUID = 1L;

    BadEncodingException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Decodes.
   *
   * @param codings as listed by Content-Encoding, in the order they were applied
   * @param bound most bytes of the result, and of each step to it
   */
  static byte[] decode(byte[] body, List<String> codings, long bound)
      throws BadEncodingException, TooLargeException {
    List<String> real = real(codings);
    if (real.isEmpty() || body.length == 0) {
      return body;
    }
    try {
      InputStream in = new ByteArrayInputStream(body);
      for (int i = real.size() - 1; i >= 0; i--) {
        in = new BoundedStream(decoder(real.get(i), in), bound);
      }
      return Bodies.readBounded(in, bound);
    } catch (TooLargeException | BadEncodingException e) {
      throw e;
    } catch (IOException | IllegalStateException e) { // the brotli decoder throws both
      throw new BadEncodingException(
          "Content-Encoding is "
              + String.join(", ", real)
              + ", but the body is not: "
              + e.getMessage(),
          e);
    }
  }

  private static List<String> real(List<String> codings) throws BadEncodingException {
    List<String> real = new ArrayList<>();
    for (String coding : codings) {
      String name = coding.strip().toLowerCase(Locale.ROOT);
      if (!name.isEmpty() && !name.equals("identity")) {
        real.add(name);
      }
    }
    if (real.size() > MAX_CODINGS) {
      throw new BadEncodingException(
          "Content-Encoding has " + real.size() + " codings, more than " + MAX_CODINGS, null);
    }
    return real;
  }

  private static InputStream decoder(String coding, InputStream in) throws IOException {
    return switch (coding) {
      case "gzip", "x-gzip" -> new GZIPInputStream(in, BUFFER);
      case "deflate" -> inflater(in);
      case "br" -> new BrotliInputStream(in, BUFFER);
      default ->
          throw new BadEncodingException(
              "Content-Encoding: expected gzip, deflate or br, found " + coding, null);
    };
  }

  /** Zlib data start with a header whose 16 bits are a multiple of 31 (RFC 1950, section 2.2). */
  private static InputStream inflater(InputStream in) throws IOException {
    PushbackInputStream start = new PushbackInputStream(in, 2);
    byte[] header = start.readNBytes(2);
    start.unread(header);
    boolean zlib =
        header.length == 2
            && (header[0] & 0x0f) == 8
            && (((header[0] & 0xff) << 8) + (header[1] & 0xff)) % 31 == 0;
    return new InflatingStream(start, new Inflater(!zlib));
  }

  /** Frees the inflater's memory outside the heap when it is closed, which its parent does not. */
  private static final class InflatingStream extends InflaterInputStream {
    InflatingStream(InputStream in, Inflater inflater) {
      super(in, inflater, BUFFER);
    }

    @Override
    public void close() throws IOException {
      inf.end();
      super.close();
    }
  }
}
