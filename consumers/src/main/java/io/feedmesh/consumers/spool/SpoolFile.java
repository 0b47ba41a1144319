package io.feedmesh.consumers.spool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The bytes of a spool file: one gzip member (RFC 1952) that any tool unpacks and any server sends,
 * with what else is known of the document in an extra field of its header.
 *
 * <pre>
 * 1f 8b 08 04  MTIME(4)  00 ff          gzip header, FLG.FEXTRA; MTIME is the time modified
 * XLEN(2)                               little endian, as all of gzip
 *   'F' 'M' LEN(2)                      our subfield; its data is big endian:
 *     format(1) = 1
 *     crc(4)                            CRC-32C of everything behind the header
 *     length(8)                         bytes behind the header
 *     what is known of the feed        {@link FeedFields}
 * deflated document … CRC-32(4) ISIZE(4)
 * </pre>
 *
 * A file cut short, or whose middle never reached the disk, differs from its own length or
 * checksum.
 */
final class SpoolFile {
  /** The header's greatest length. */
  static final int MAX_HEADER = GzipMember.FIXED_HEADER + 2 + 0xffff;

  private static final int FORMAT = 1;

  private SpoolFile() {}

  /**
   * A file's header.
   *
   * @param feed what is known of the document
   * @param crc CRC-32C of the payload
   * @param length bytes of the payload
   * @param bytes of the header itself
   */
  record Header(SpooledFeed feed, int crc, long length, int bytes) {}

  /** The header to write before a payload (what comes after a gzip header). */
  static byte[] header(SpooledFeed feed, ByteBuffer payload) {
    ByteArrayOutputStream data = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(data)) {
      out.writeByte(FORMAT);
      out.writeInt(crc(payload));
      out.writeLong(payload.remaining());
      FeedFields.write(out, feed);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return GzipMember.withExtra(feed.modified(), data.toByteArray());
  }

  /** Reads the header of a file from its beginning. */
  static Header parse(ByteBuffer beginning) throws SpoolFormatException {
    int bytes = GzipMember.headerLength(beginning);
    ByteBuffer in = beginning.slice().order(ByteOrder.LITTLE_ENDIAN);
    int subfield = GzipMember.FIXED_HEADER + 2;
    if ((in.get(3) & GzipMember.FEXTRA) == 0
        || bytes < subfield + 4
        || in.getShort(subfield) != 'F' + ('M' << 8)) {
      throw new SpoolFormatException("gzip without a spool's extra field");
    }
    int length = in.getShort(subfield + 2) & 0xffff;
    if (subfield + 4 + length > bytes) {
      throw new SpoolFormatException("the extra field is longer than its frame");
    }
    byte[] data = new byte[length];
    in.get(subfield + 4, data);
    try (DataInputStream fields = new DataInputStream(new ByteArrayInputStream(data))) {
      return fields(fields, bytes);
    } catch (IOException | IllegalArgumentException e) {
      throw new SpoolFormatException("the extra field cannot be read: " + e.getMessage());
    }
  }

  private static Header fields(DataInputStream in, int bytes) throws IOException {
    int format = in.readByte();
    if (format != FORMAT) {
      throw new SpoolFormatException("format " + format + ", expected " + FORMAT);
    }
    int crc = in.readInt();
    long length = in.readLong();
    SpooledFeed feed = FeedFields.read(in);
    return new Header(feed, crc, length, bytes);
  }

  /**
   * The body that a whole file holds.
   *
   * @throws SpoolFormatException if the file is not whole
   */
  static SpooledBody body(byte[] file) throws SpoolFormatException {
    ByteBuffer all = ByteBuffer.wrap(file);
    Header header = parse(all);
    ByteBuffer payload = all.slice(header.bytes(), file.length - header.bytes());
    if (payload.remaining() != header.length() || crc(payload) != header.crc()) {
      throw new SpoolFormatException("length or checksum differs from what the header says");
    }
    return new SpooledBody(header.feed(), GzipMember.plain(payload));
  }

  private static int crc(ByteBuffer payload) {
    CRC32C crc = new CRC32C();
    crc.update(payload.duplicate());
    return (int) crc.getValue();
  }
}
