package io.feedmesh.streams.topology;

import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Where the stores of a running app can be asked from outside. Safe for use by several threads. */
@FunctionalInterface
public interface StoreSource {
  /**
   * All of a store that this process has.
   *
   * @throws org.apache.kafka.streams.errors.InvalidStateStoreException while it moves or is
   *     restored
   */
  <V> ReadOnlyKeyValueStore<String, V> store(String name);
}
