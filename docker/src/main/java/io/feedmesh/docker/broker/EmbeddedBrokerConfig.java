package io.feedmesh.docker.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * One broker in this process, alone or of a cluster. Immutable.
 *
 * @param folder where it keeps its data
 * @param host address that it listens on; {@code 0.0.0.0} for all
 * @param advertisedHost name or address that it tells to clients
 * @param port TCP port for clients; 0 for the port of last time, or any free one
 * @param properties broker properties that win over ours
 * @param quorum the cluster that it is of
 */
public record EmbeddedBrokerConfig(
    Path folder,
    String host,
    String advertisedHost,
    int port,
    Map<String, String> properties,
    Quorum quorum) {
  /** Checks and copies. */
  public EmbeddedBrokerConfig {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(quorum, "quorum");
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("broker port: expected 0 to 65535, found " + port);
    }
    if (host.isBlank() || advertisedHost.isBlank()) {
      throw new IllegalArgumentException("broker host: expected a name or address, found none");
    }
    properties = Map.copyOf(properties);
  }

  /** Alone, on loopback. */
  public static EmbeddedBrokerConfig local(Path folder, int port) {
    return new EmbeddedBrokerConfig(folder, "127.0.0.1", "127.0.0.1", port, Map.of(), Quorum.ALONE);
  }
}
