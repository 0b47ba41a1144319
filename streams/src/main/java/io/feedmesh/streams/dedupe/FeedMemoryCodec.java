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
 * | hashes 1 | each: 16
 * | entries 4 | each: flags 1 (1 = told under another key) | key 16 | [told 16]
 *               | link 8 | content 8 | source 8 | leftAt 4
 * </pre>
 *
 * <p>That is 45 bytes for an entry, 61 for one whose feed gave it another id since. Written and
 * read with each change, so it goes through one buffer of the right size instead of a stream.
 */
final class FeedMemoryCodec {
  private static final byte LAYOUT = 2;
  private static final byte RENAMED = 1;
  private static final int KEY_BYTES = 16;
  private static final int FIXED_BYTES = 1 + 4 * Long.BYTES + 1 + Integer.BYTES;
  private static final int ENTRY_BYTES = 1 + KEY_BYTES + 3 * Long.BYTES + Integer.BYTES;

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
    out.put((byte) memory.hashes().size());
    memory.hashes().forEach(hash -> write(hash, out));
    out.putInt(memory.entries().size());
    memory.entries().forEach(entry -> write(entry, out));
    return out.array();
  }

  private static int size(FeedMemory memory) {
    int size = FIXED_BYTES + KEY_BYTES * memory.hashes().size();
    for (KnownEntry entry : memory.entries()) {
      size += ENTRY_BYTES + (entry.renamed() ? KEY_BYTES : 0);
    }
    return size;
  }

  private static void write(KnownEntry entry, ByteBuffer out) {
    out.put(entry.renamed() ? RENAMED : 0);
    write(entry.key(), out);
    if (entry.renamed()) {
      write(entry.told(), out);
    }
    out.putLong(entry.link()).putLong(entry.content()).putLong(entry.source());
    out.putInt(entry.leftAt());
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
    Key128[] hashes = new Key128[in.get() & 0xff];
    Arrays.setAll(hashes, i -> readKey(in));
    int count = in.getInt();
    if (count < 0 || count > in.remaining() / ENTRY_BYTES) {
      throw new SerializationException(
          "a feed's memory: " + count + " entries in " + in.remaining() + " bytes");
    }
    KnownEntry[] entries = new KnownEntry[count];
    Arrays.setAll(entries, i -> readEntry(in));
    return new FeedMemory(
        version, acceptedAt, originDate, fetchedAt, List.of(hashes), List.of(entries));
  }

  private static KnownEntry readEntry(ByteBuffer in) {
    boolean renamed = (in.get() & RENAMED) != 0;
    Key128 key = readKey(in);
    Key128 told = renamed ? readKey(in) : key;
    return new KnownEntry(key, told, in.getLong(), in.getLong(), in.getLong(), in.getInt());
  }

  private static Key128 readKey(ByteBuffer in) {
    return new Key128(in.getLong(), in.getLong());
  }
}
