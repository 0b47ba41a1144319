package io.feedmesh.streams.dedupe;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** 128 bits of a hash: the key of an entry, or what tells a document's content. */
record Key128(long high, long low) {
  private static final HexFormat HEX = HexFormat.of();

  /** The first 16 bytes. */
  static Key128 of(byte[] hash) {
    ByteBuffer bytes = ByteBuffer.wrap(hash);
    return new Key128(bytes.getLong(), bytes.getLong());
  }

  /** Reads 32 hexadecimal digits. */
  static Key128 parse(String hex) {
    return new Key128(
        HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
  }

  /** Another key that this one and the salt give. */
  Key128 salted(long salt) {
    return new Key128(high ^ salt, low + 1);
  }

  /** As 32 hexadecimal digits. */
  @Override
  public String toString() {
    return HEX.toHexDigits(high) + HEX.toHexDigits(low);
  }
}
