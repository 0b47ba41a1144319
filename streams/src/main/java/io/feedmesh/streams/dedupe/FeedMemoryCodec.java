package io.feedmesh.streams.dedupe;

import io.feedmesh.streams.topology.BinarySerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A feed's memory as bytes, numbers big-endian:
 *
 * <pre>
 * layout 1 | version 8 | acceptedAt 8 | originDate 8 | fetchedAt 8
 * | hashes 1 | each: 16
 * | entries 4 | each: flags 1 (1 = told under another key) | key 16 | [told 16] | link 8 | content 8 | leftAt 4
 * </pre>
 *
 * <p>That is 37 bytes for an entry, 53 for one whose feed gave it another id since.
 */
final class FeedMemoryCodec {
  private static final int LAYOUT = 1;
  private static final int RENAMED = 1;

  private FeedMemoryCodec() {}

  static BinarySerde<FeedMemory> serde() {
    return new BinarySerde<>(
        "a feed's memory", LAYOUT, FeedMemoryCodec::write, (version, in) -> read(in));
  }

  private static void write(FeedMemory memory, DataOutputStream out) throws IOException {
    out.writeLong(memory.version());
    out.writeLong(memory.acceptedAt());
    out.writeLong(memory.originDate());
    out.writeLong(memory.fetchedAt());
    out.writeByte(memory.hashes().size());
    for (Key128 hash : memory.hashes()) {
      write(hash, out);
    }
    out.writeInt(memory.entries().size());
    for (KnownEntry entry : memory.entries()) {
      boolean renamed = !entry.told().equals(entry.key());
      out.writeByte(renamed ? RENAMED : 0);
      write(entry.key(), out);
      if (renamed) {
        write(entry.told(), out);
      }
      out.writeLong(entry.link());
      out.writeLong(entry.content());
      out.writeInt(entry.leftAt());
    }
  }

  private static FeedMemory read(DataInputStream in) throws IOException {
    long version = in.readLong();
    long acceptedAt = in.readLong();
    long originDate = in.readLong();
    long fetchedAt = in.readLong();
    List<Key128> hashes = new ArrayList<>();
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      hashes.add(readKey(in));
    }
    List<KnownEntry> entries = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      boolean renamed = (in.readByte() & RENAMED) != 0;
      Key128 key = readKey(in);
      Key128 told = renamed ? readKey(in) : key;
      entries.add(new KnownEntry(key, told, in.readLong(), in.readLong(), in.readInt()));
    }
    return new FeedMemory(version, acceptedAt, originDate, fetchedAt, hashes, entries);
  }

  private static void write(Key128 key, DataOutputStream out) throws IOException {
    out.writeLong(key.high());
    out.writeLong(key.low());
  }

  private static Key128 readKey(DataInputStream in) throws IOException {
    return new Key128(in.readLong(), in.readLong());
  }
}
