package io.feedmesh.consumers.spool;

import io.feedmesh.schemas.body.Bodies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds its way in a gzip member (RFC 1952, section 2.3). */
final class GzipMember {
  static final int FIXED_HEADER = 10;
  static final int TRAILER = 8;
  static final int FEXTRA = 4;
  private static final int FHCRC = 2;
  private static final int FNAME = 8;
  private static final int FCOMMENT = 16;

  private GzipMember() {}

  /** How long the header is, from the buffer's position. */
  static int headerLength(ByteBuffer gzip) throws SpoolFormatException {
    ByteBuffer in = gzip.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (in.remaining() < FIXED_HEADER + TRAILER
        || (in.getShort() & 0xffff) != 0x8b1f
        || in.get() != 8) {
      throw new SpoolFormatException("not gzip");
    }
    int flags = in.get();
    in.position(FIXED_HEADER);
    if ((flags & FEXTRA) != 0) {
      skip(in, 2 + (in.getShort(in.position()) & 0xffff));
    }
    if ((flags & FNAME) != 0) {
      skipText(in);
    }
    if ((flags & FCOMMENT) != 0) {
      skipText(in);
    }
    if ((flags & FHCRC) != 0) {
      skip(in, 2);
    }
    return in.position();
  }

  /**
   * Deflated data and trailer of a document, without its gzip header. The length in the trailer
   * must be the document's; where it is not, there may be several members, and they are packed
   * anew.
   *
   * @throws IOException if this is not the whole document as gzip
   */
  static ByteBuffer payload(ByteBuffer gzip, SpooledFeed feed) throws IOException {
    ByteBuffer payload = afterHeader(gzip);
    if (lengthInTrailer(payload) == (int) feed.size()) {
      return payload;
    }
    byte[] document = Bodies.gunzip(gzip, feed.size());
    if (!SpooledFeed.hex(Bodies.hash(document)).equals(feed.hash())) {
      throw new SpoolFormatException("the document has another hash than its record says");
    }
    return afterHeader(Bodies.gzip(document));
  }

  /** A member without extras around a payload. */
  static ByteBuffer plain(ByteBuffer payload) {
    ByteBuffer member = ByteBuffer.allocateDirect(FIXED_HEADER + payload.remaining());
    member.put(fixedHeader(0, 0)).put(payload.duplicate()).flip();
    return member.asReadOnlyBuffer();
  }

  /** The ten bytes that each member begins with. */
  static byte[] fixedHeader(int flags, long modified) {
    ByteBuffer header = ByteBuffer.allocate(FIXED_HEADER).order(ByteOrder.LITTLE_ENDIAN);
    long seconds = modified / 1000;
    header.putShort((short) 0x8b1f).put((byte) 8).put((byte) flags);
    header.putInt(seconds > 0 && seconds <= 0xffff_ffffL ? (int) seconds : 0);
    return header.put((byte) 0).put((byte) 255).array(); // made on an unknown system
  }

  /** The document's length modulo 2^32, as the trailer has it. */
  static int lengthInTrailer(ByteBuffer member) {
    return member.duplicate().order(ByteOrder.LITTLE_ENDIAN).getInt(member.limit() - 4);
  }

  /** One extra field of a header (RFC 1952, section 2.3.1.1) for {@code F M}. */
  static byte[] withExtra(long modified, byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(FIXED_HEADER + 6 + data.length);
    out.writeBytes(fixedHeader(FEXTRA, modified));
    ByteBuffer lengths = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN);
    lengths.putShort((short) (4 + data.length)).put((byte) 'F').put((byte) 'M');
    out.writeBytes(lengths.putShort((short) data.length).array());
    out.writeBytes(data);
    return out.toByteArray();
  }

  private static ByteBuffer afterHeader(ByteBuffer gzip) throws SpoolFormatException {
    int header = headerLength(gzip);
    if (gzip.remaining() < header + TRAILER) {
      throw new SpoolFormatException("gzip ends in its header");
    }
    return gzip.slice(gzip.position() + header, gzip.remaining() - header);
  }

  private static void skip(ByteBuffer in, int bytes) throws SpoolFormatException {
    if (in.remaining() < bytes) {
      throw new SpoolFormatException("gzip ends in its header");
    }
    in.position(in.position() + bytes);
  }

  private static void skipText(ByteBuffer in) throws SpoolFormatException {
    while (in.hasRemaining()) {
      if (in.get() == 0) {
        return;
      }
    }
    throw new SpoolFormatException("gzip ends in its header");
  }
}
