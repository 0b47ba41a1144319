package io.feedmesh.schemas.origin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
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

  /** 10 GB of zeros in gzip: one member after the other (RFC 1952, section 2.2), each of 100 MB. */
  static byte[] gzipBomb() {
    return repeated(new byte[0], gzip(new byte[100_000_000]), 100);
  }

  /** 10 GB of zeros in deflate: a block of 1 MB again and again (RFC 1951, section 2). */
  static byte[] deflateBomb() {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(new byte[1_000_000]);
    byte[] block = new byte[10_000];
    int length = deflater.deflate(block, 0, block.length, Deflater.SYNC_FLUSH);
    deflater.end();
    return repeated(new byte[0], Arrays.copyOf(block, length), 10_000);
  }

  /** 10 GB of zeros in brotli: eight meta-blocks of 16 MB again and again. */
  static byte[] brotliBomb() {
    Base64.Decoder base64 = Base64.getDecoder();
    return repeated(
        base64.decode("z///fwAkAOKxQHI="),
        base64.decode(
            "7//5//8PgARAHBaA7v0/////AZAAiMMC0L3/5///PwASAHFYALr3//z//wdAAiAOC0D3/p////8ASADEYQHo3v/z//8fAAmA"
                + "OCwA3ft//v//AyABEIcFoHv/z///fwAkAOKwAHQ="),
        80);
  }

  private static byte[] repeated(byte[] start, byte[] part, int times) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(start);
    for (int i = 0; i < times; i++) {
      out.writeBytes(part);
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
