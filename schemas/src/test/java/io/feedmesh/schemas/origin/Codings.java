package io.feedmesh.schemas.origin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Content codings as servers apply them. */
final class Codings {
  private Codings() {}

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] deflate(byte[] plain, boolean raw) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(out, new Deflater(9, raw))) {
      deflate.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Brotli without compression: one stored meta-block (RFC 7932, section 9.2), then the last. */
  static byte[] brotli(byte[] plain) {
    int header = (plain.length - 1) << 4 | 1 << 20; // window 16, 4 nibbles of length, stored
    byte[] out = new byte[plain.length + 4];
    out[0] = (byte) header;
    out[1] = (byte) (header >> 8);
    out[2] = (byte) (header >> 16);
    System.arraycopy(plain, 0, out, 3, plain.length);
    out[out.length - 1] = 3; // last, and empty
    return out;
  }
}
