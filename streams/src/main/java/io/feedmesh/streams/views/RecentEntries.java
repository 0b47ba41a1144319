package io.feedmesh.streams.views;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.ByteUtils;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Where the last entry changes of each feed are in the log of entries: at most {@link #KEPT}
 * offsets a feed, each as its distance from the one before. Not for several threads.
 */
final class RecentEntries {
  static final String STORE = "views-recent";

  /** As far back as a feed's last entries are looked for. */
  static final int LOOKED_AT = 256;

  /** More than that, as others come while they are looked for. */
  static final int KEPT = 320;

  private static final long[] NONE = {};

  private final KeyValueStore<String, byte[]> store;

  RecentEntries(ProcessorContext<?, ?> context) {
    store = context.getStateStore(STORE);
  }

  static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray());
  }

  /** A feed has another. */
  void add(String feedUrl, long offset) {
    long[] before = of(feedUrl);
    int kept = Math.min(before.length, KEPT - 1);
    long[] after = Arrays.copyOfRange(before, before.length - kept, before.length + 1);
    after[kept] = offset;
    store.put(feedUrl, encode(after));
  }

  /** Those of a feed, from the oldest that is known. */
  long[] of(String feedUrl) {
    byte[] known = store.get(feedUrl);
    return known == null ? NONE : decode(known);
  }

  private static byte[] encode(long[] offsets) {
    ByteBuffer bytes =
        ByteBuffer.allocate(offsets.length * ByteUtils.sizeOfVarlong(Long.MAX_VALUE));
    long before = 0;
    for (long offset : offsets) {
      ByteUtils.writeVarlong(offset - before, bytes);
      before = offset;
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static long[] decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long[] offsets = new long[KEPT];
    int count = 0;
    for (long offset = 0; in.hasRemaining() && count < KEPT; count++) {
      offset += ByteUtils.readVarlong(in);
      offsets[count] = offset;
    }
    return Arrays.copyOf(offsets, count);
  }
}
