package io.feedmesh.consumers.spool;

import io.feedmesh.schemas.url.FeedUrl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;

/**
 * What is known of a feed, as bytes:
 *
 * <pre>
 * version(8) modified(8) size(8) acceptedAt(8) spooledAt(8)
 * hash(32)                          SHA-256 of the document
 * url source etag contentType       each length(2) and modified UTF-8; empty for null
 * </pre>
 *
 * Packed, the same without the URL. Pure.
 */
final class FeedFields {
  private FeedFields() {}

  static void write(DataOutput out, SpooledFeed feed) throws IOException {
    numbers(out, feed);
    out.writeUTF(feed.url().toString());
    texts(out, feed);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is nothing that a feed could have
   */
  static SpooledFeed read(DataInput in) throws IOException {
    return read(in, null);
  }

  static byte[] pack(SpooledFeed feed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      numbers(out, feed);
      texts(out, feed);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  static SpooledFeed unpack(FeedUrl url, byte[] packed) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed))) {
      return read(in, url);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  private static void numbers(DataOutput out, SpooledFeed feed) throws IOException {
    out.writeLong(feed.version());
    out.writeLong(feed.modified());
    out.writeLong(feed.size());
    out.writeLong(feed.acceptedAt());
    out.writeLong(feed.spooledAt());
    out.write(HexFormat.of().parseHex(feed.hash()));
  }

  private static void texts(DataOutput out, SpooledFeed feed) throws IOException {
    out.writeUTF(feed.source());
    out.writeUTF(feed.etag() == null ? "" : feed.etag());
    out.writeUTF(feed.contentType() == null ? "" : feed.contentType());
  }

  private static SpooledFeed read(DataInput in, FeedUrl known) throws IOException {
    long version = in.readLong();
    long modified = in.readLong();
    long size = in.readLong();
    long acceptedAt = in.readLong();
    long spooledAt = in.readLong();
    byte[] hash = new byte[32];
    in.readFully(hash);
    FeedUrl url = known == null ? FeedUrl.parse(in.readUTF()) : known;
    return new SpooledFeed(
        url,
        version,
        in.readUTF(),
        HexFormat.of().formatHex(hash),
        in.readUTF(),
        in.readUTF(),
        modified,
        size,
        acceptedAt,
        spooledAt);
  }
}
