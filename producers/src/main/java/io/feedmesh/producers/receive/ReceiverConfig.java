package io.feedmesh.producers.receive;

import io.feedmesh.producers.upstream.UpstreamConfig;
import io.feedmesh.schemas.push.PushKeys;
import java.time.Duration;
import java.util.Set;

/**
 * What a receiver takes.
 *
 * @param port TCP port it listens on; 0 for any free one
 * @param pingsPerSecond how many pings one sender address may send a second in the long run, 1 to
 *     1,000,000; ten times as many at once. Loopback addresses have no limit, and the addresses of
 *     one IPv6 /64 count as one.
 * @param requestDeadline how long a sender may take to bring a whole request
 * @param keys of pushes: without them (null) no callback and no token is known
 * @param refused clients whose tokens are worth nothing, though they have not expired
 * @param upstream whose lists of changes are polled
 */
public record ReceiverConfig(
    int port,
    int pingsPerSecond,
    Duration requestDeadline,
    PushKeys keys,
    Set<String> refused,
    UpstreamConfig upstream) {
  /** Checks the bounds. */
  public ReceiverConfig {
    refused = Set.copyOf(refused);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: expected 0 to 65535, found " + port);
    }
    if (pingsPerSecond < 1 || pingsPerSecond > 1_000_000) {
      throw new IllegalArgumentException(
          "pings a second: expected 1 to 1,000,000, found " + pingsPerSecond);
    }
  }

  /** One that takes pings only. */
  public ReceiverConfig(int port, int pingsPerSecond, Duration requestDeadline) {
    this(port, pingsPerSecond, requestDeadline, null, Set.of(), UpstreamConfig.NONE);
  }

  /** The same with the keys of pushes; null for none. */
  public ReceiverConfig withKeys(PushKeys newKeys) {
    return new ReceiverConfig(port, pingsPerSecond, requestDeadline, newKeys, refused, upstream);
  }

  /** The same that refuses these clients. */
  public ReceiverConfig withRefused(Set<String> clients) {
    return new ReceiverConfig(port, pingsPerSecond, requestDeadline, keys, clients, upstream);
  }

  /** The same that polls these lists. */
  public ReceiverConfig withUpstream(UpstreamConfig lists) {
    return new ReceiverConfig(port, pingsPerSecond, requestDeadline, keys, refused, lists);
  }

  /** Port 8081, 20 pings a second, 15 s for a request. */
  public static ReceiverConfig defaults() {
    return new ReceiverConfig(8081, 20, Duration.ofSeconds(15));
  }
}
