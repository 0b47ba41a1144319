package io.feedmesh.consumers.edge;

import java.util.Set;

/**
 * What an edge does beyond feeds for those who take it for their proxy. Immutable.
 *
 * @param connectPorts to which it opens tunnels (CONNECT); none for no tunnels
 * @param pages whether it passes on documents that are no feeds
 */
public record ProxyRules(Set<Integer> connectPorts, boolean pages) {
  /** Neither. */
  public static final ProxyRules FEEDS_ONLY = new ProxyRules(Set.of(), false);

  /** Copies. */
  public ProxyRules {
    connectPorts = Set.copyOf(connectPorts);
  }
}
