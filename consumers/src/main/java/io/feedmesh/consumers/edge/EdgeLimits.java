package io.feedmesh.consumers.edge;

import io.feedmesh.consumers.gateway.MissLimits;
import io.feedmesh.schemas.http.RequestSizes;
import io.feedmesh.schemas.http.ServerLimits;
import java.time.Duration;
import java.util.Objects;

/**
 * What an edge bears of its clients. Immutable.
 *
 * @param server of connections and requests
 * @param misses of requests to origins
 * @param proxy what it does for them beyond feeds
 */
public record EdgeLimits(ServerLimits server, MissLimits misses, ProxyRules proxy) {
  /** Most bytes of a request's body: a proxy passes small ones on. */
  public static final int BODY = 1 << 20;

  /** 15 s for a request, with a body of 1 MiB at most; the defaults of the server and of misses. */
  public static final EdgeLimits DEFAULT =
      new EdgeLimits(
          new ServerLimits(Duration.ofSeconds(15), true, true)
              .with(RequestSizes.DEFAULT.bodies(BODY)),
          MissLimits.DEFAULT,
          ProxyRules.FEEDS_ONLY);

  /** Checks. */
  public EdgeLimits {
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(misses, "misses");
    Objects.requireNonNull(proxy, "proxy");
    if (!server.anyTarget()) {
      throw new IllegalArgumentException("an edge reads targets itself: expected any of them");
    }
  }
}
