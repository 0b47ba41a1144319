package io.feedmesh.streams.dedupe;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A feed's memory as bytes, numbers big-endian:
 *
 * <pre>
 * layout 1 | version 8 | acceptedAt 8 | originDate 8 | fetchedAt 8
 * | flags 1 (1 = entries by link) | hashes 1 | each: 16, at 4
 * | entries 4 | each: key 16 | link 8 | content 8 | source 8
 *               | leftAt 4, its first bit: told under another key
 *               | seenAt 4, its first bit: told as removed
 *               | [told 16]
 * </pre>
 *
 * <p>That is 48 bytes for an entry, 64 for one whose feed gave it another id since. Written and
 * read with each change, so it goes through one buffer of the right size instead of a stream.
 */
final class FeedMemoryCodec {
  private static final byte LAYOUT = 3;
  private static final byte BY_LINK = 1;

  /** First bit of a time in seconds, which it needs after 2038 only. */
  private static final int FIRST_BIT = 1 << 31;

  private static final int KEY_BYTES = 16;
  private static final int FIXED_BYTES = 1 + 4 * Long.BYTES + 2 + Integer.BYTES;
  private static final int HASH_BYTES = KEY_BYTES + Integer.BYTES;
  private static final int ENTRY_BYTES = KEY_BYTES + 3 * Long.BYTES + 2 * Integer.BYTES;

  private FeedMemoryCodec() {}

  static Serde<FeedMemory> serde() {
    return Serdes.serdeFrom(
        (topic, memory) -> memory == null ? null : write(memory),
        (topic, bytes) -> bytes == null ? null : read(bytes));
  }

  private static byte[] write(FeedMemory memory) {
    ByteBuffer out = ByteBuffer.allocate(size(memory));
    out.put(LAYOUT).putLong(memory.version()).putLong(memory.acceptedAt());
    out.putLong(memory.originDate()).putLong(memory.fetchedAt());
    out.put(memory.byLink() ? BY_LINK : 0).put((byte) memory.hashes().size());
    for (SeenHash seen : memory.hashes()) {
      write(seen.hash(), out);
      out.putInt(seen.at());
    }
    out.putInt(memory.entries().size());
    memory.entries().forEach(entry -> write(entry, out));
    return out.array();
  }

  private static int size(FeedMemory memory) {
    int size = FIXED_BYTES + HASH_BYTES * memory.hashes().size();
    for (KnownEntry entry : memory.entries()) {
      size += ENTRY_BYTES + (entry.renamed() ? KEY_BYTES : 0);
    }
    return size;
  }

  private static void write(KnownEntry entry, ByteBuffer out) {
    write(entry.key(), out);
    out.putLong(entry.link()).putLong(entry.content()).putLong(entry.source());
    out.putInt(entry.renamed() ? entry.leftAt() | FIRST_BIT : entry.leftAt());
    out.putInt(entry.removed() ? entry.seenAt() | FIRST_BIT : entry.seenAt());
    if (entry.renamed()) {
      write(entry.told(), out);
    }
  }

  private static void write(Key128 key, ByteBuffer out) {
    out.putLong(key.high()).putLong(key.low());
  }

  private static FeedMemory read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      byte layout = in.get();
      if (layout != LAYOUT) {
        throw new SerializationException(
            "a feed's memory: layout " + layout + ", expected " + LAYOUT);
      }
      return read(in);
    } catch (BufferUnderflowException e) {
      throw new SerializationException(
          "a feed's memory ends too soon, after " + bytes.length + " bytes", e);
    }
  }

  private static FeedMemory read(ByteBuffer in) {
    long version = in.getLong();
    long acceptedAt = in.getLong();
    long originDate = in.getLong();
    long fetchedAt = in.getLong();
    boolean byLink = (in.get() & BY_LINK) != 0;
    SeenHash[] hashes = new SeenHash[in.get() & 0xff];
    Arrays.setAll(hashes, i -> new SeenHash(readKey(in), in.getInt()));
    int count = in.getInt();
    if (count < 0 || count > in.remaining() / ENTRY_BYTES) {
      throw new SerializationException(
          "a feed's memory: " + count + " entries in " + in.remaining() + " bytes");
    }
    KnownEntry[] entries = new KnownEntry[count];
    Arrays.setAll(entries, i -> readEntry(in));
    return new FeedMemory(
        version, acceptedAt, originDate, fetchedAt, List.of(hashes), byLink, List.of(entries));
  }

  private static KnownEntry readEntry(ByteBuffer in) {
    Key128 key = readKey(in);
    long link = in.getLong();
    long content = in.getLong();
    long source = in.getLong();
    int leftAt = in.getInt();
    int seenAt = in.getInt();
    Key128 told = leftAt < 0 ? readKey(in) : key;
    return new KnownEntry(
        key, told, link, content, source, leftAt & ~FIRST_BIT, seenAt & ~FIRST_BIT, seenAt < 0);
  }

  private static Key128 readKey(ByteBuffer in) {
    return new Key128(in.getLong(), in.getLong());
  }
}
