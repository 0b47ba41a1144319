package io.feedmesh.schemas.body;

import io.feedmesh.schemas.record.ContentHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The body of a document: gzipped in records and spools, hashed as it was before gzip. */
public final class Bodies {
  private static final int CHUNK = 16 * 1024;

  private Bodies() {}

  /**
   * Gzips a document with zlib's best effort: it is done once, and read, sent and kept as it is by
   * all edges from then on.
   */
  public static ByteBuffer gzip(byte[] document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(document.length / 3 + 64);
    try (GZIPOutputStream gzip = new BestGzip(out)) {
      gzip.write(document);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return ByteBuffer.wrap(out.toByteArray());
  }

  /**
   * Gives back the document; the buffer's position does not move.
   *
   * @param bound most bytes that the document may have
   * @throws TooLargeException if it has more
   * @throws IOException if it is not whole and valid gzip
   */
  public static byte[] gunzip(ByteBuffer gzipped, long bound) throws IOException {
    return readBounded(gunzipping(gzipped), bound);
  }

  /**
   * Gives back the document piece by piece; the buffer's position does not move. To be closed.
   *
   * @throws IOException if it does not begin as gzip
   */
  public static InputStream gunzipping(ByteBuffer gzipped) throws IOException {
    return new GZIPInputStream(new BufferStream(gzipped), CHUNK);
  }

  /**
   * Reads to the end, and closes.
   *
   * @param bound most bytes to read
   * @throws TooLargeException if there are more
   */
  public static byte[] readBounded(InputStream in, long bound) throws IOException {
    try (in) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
      byte[] chunk = new byte[CHUNK];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        if (out.size() + (long) n > bound) {
          throw new TooLargeException(bound);
        }
        out.write(chunk, 0, n);
      }
      return out.toByteArray();
    }
  }

  /** Bytes between the buffer's position and limit, which stay where they are. */
  public static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** SHA-256 (FIPS 180-4) of a document before gzip. */
  public static ContentHash hash(byte[] document) {
    try {
      return new ContentHash(MessageDigest.getInstance("SHA-256").digest(document));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static final class BestGzip extends GZIPOutputStream {
    private BestGzip(ByteArrayOutputStream out) throws IOException {
      super(out, CHUNK);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
