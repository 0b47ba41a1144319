package io.feedmesh.streams.app;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Kafka's plug-in that lets all stores of this process share one block cache, which also pays for
 * their write buffers and indexes, so that memory does not grow with the number of partitions. Safe
 * for use by several threads.
 */
public final class BoundedMemory implements RocksDBConfigSetter {
  /** Bytes off the heap for all stores of the process. */
  static final long TOTAL_BYTES = 96L * 1024 * 1024;

  private static final long WRITE_BUFFER_BYTES = 32L * 1024 * 1024;
  private static final long ONE_WRITE_BUFFER_BYTES = 4L * 1024 * 1024;

  /** Made when the first store opens, because RocksDB's library must be loaded before. */
  private static final class Shared {
    static final Cache CACHE = new LRUCache(TOTAL_BYTES);
    static final WriteBufferManager WRITE_BUFFERS =
        new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);

    private Shared() {}
  }

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(Shared.CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(Shared.WRITE_BUFFERS);
    options.setWriteBufferSize(ONE_WRITE_BUFFER_BYTES);
    options.setMaxWriteBufferNumber(2);
  }

  /** Does nothing: what is shared lives as long as the process. */
  @Override
  public void close(String storeName, Options options) {}
}
