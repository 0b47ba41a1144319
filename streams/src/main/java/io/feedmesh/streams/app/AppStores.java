package io.feedmesh.streams.app;

import io.feedmesh.schemas.topic.PartitionBy;
import io.feedmesh.streams.topology.StoreSource;
import io.feedmesh.streams.topology.Wiring;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The stores of one app in this process, and which other processes have the rest. Throws
 * InvalidStateStoreException while the app is not running or its stores move. Safe for use by
 * several threads.
 */
public final class AppStores implements StoreSource {
  private final Supplier<KafkaStreams> streams;
  private final Optional<HostInfo> self;

  AppStores(Supplier<KafkaStreams> streams, Optional<HostInfo> self) {
    this.streams = streams;
    this.self = self;
  }

  @Override
  public <V> ReadOnlyKeyValueStore<String, V> store(String name) {
    return running()
        .store(
            StoreQueryParameters.fromNameAndType(
                name, QueryableStoreTypes.<String, V>keyValueStore()));
  }

  /** Whether this process has any of a store; it may have none of it while it is idle. */
  public boolean has(String name) {
    return self.isEmpty()
        || all().stream()
            .filter(each -> each.hostInfo().equals(self.get()))
            .anyMatch(each -> each.stateStoreNames().contains(name));
  }

  /** The process that has a key, as {@code host:port}; empty for this one. */
  public Optional<String> owner(String store, String key, PartitionBy by) {
    if (self.isEmpty()) {
      return Optional.empty();
    }
    KeyQueryMetadata found =
        running().queryMetadataForKey(store, key, Wiring.<Object>partitioner(by));
    if (found == null || found.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
      throw new InvalidStateStoreException("nobody has " + store + " at the moment");
    }
    return Optional.of(found.activeHost())
        .filter(host -> !self.get().equals(host))
        .map(AppStores::text);
  }

  /** All other processes of the app, as {@code host:port}. */
  public List<String> others() {
    return self.isEmpty()
        ? List.of()
        : all().stream()
            .map(StreamsMetadata::hostInfo)
            .filter(host -> !self.get().equals(host))
            .map(AppStores::text)
            .toList();
  }

  private List<StreamsMetadata> all() {
    return List.copyOf(running().metadataForAllStreamsClients());
  }

  private KafkaStreams running() {
    KafkaStreams now = streams.get();
    if (now == null || !now.state().isRunningOrRebalancing()) {
      throw new InvalidStateStoreException("the app is not running");
    }
    return now;
  }

  private static String text(HostInfo host) {
    return host.host().contains(":")
        ? "[" + host.host() + "]:" + host.port()
        : host.host() + ":" + host.port();
  }
}
