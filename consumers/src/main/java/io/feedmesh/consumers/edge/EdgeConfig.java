package io.feedmesh.consumers.edge;

import io.feedmesh.consumers.accesslog.AccessLogConfig;
import io.feedmesh.consumers.readership.ReaderKeys;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.schemas.http.AllowedClients;
import io.feedmesh.schemas.http.TlsConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How an edge works. Immutable.
 *
 * @param subscriber its part in the mesh: name, spool, leases
 * @param port TCP port; 0 for any free one
 * @param allowPrivateOrigins whether feeds at private and loopback addresses are proxied
 * @param allowClients networks whose clients are served, as CIDR blocks
 * @param originTimeout most time for an origin's answer
 * @param maxDocumentBytes largest document proxied
 * @param limits what it bears of its clients
 * @param contact told to origins in User-Agent; may be empty
 * @param tls where it serves over TLS, too, if it does
 * @param accessLog where requests are written down, if they are
 */
public record EdgeConfig(
    SubscriberConfig subscriber,
    int port,
    boolean allowPrivateOrigins,
    List<String> allowClients,
    Duration originTimeout,
    long maxDocumentBytes,
    EdgeLimits limits,
    String contact,
    Optional<TlsConfig> tls,
    Optional<AccessLogConfig> accessLog) {
  /** Checks. */
  public EdgeConfig {
    if (subscriber.spool().isEmpty()) {
      throw new IllegalArgumentException("spool: an edge that serves readers needs one");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: expected 0 to 65535, found " + port);
    }
    SubscriberConfig.atLeast("origin time-out", originTimeout, Duration.ofMillis(1));
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(tls, "tls");
    Objects.requireNonNull(accessLog, "accessLog");
    allowClients = List.copyOf(allowClients);
    var unused = new AllowedClients(allowClients);
    if (maxDocumentBytes < 1) {
      throw new IllegalArgumentException(
          "bytes of a document: expected at least 1, found " + maxDocumentBytes);
    }
  }

  /**
   * Named {@code edge}, with {@link SubscriberConfig#defaults}, at port 8080, public origins and
   * local clients only, 20 s and 10 MiB for an origin, and {@link EdgeLimits#DEFAULT}.
   */
  public static EdgeConfig defaults(Path spool) {
    return of(SubscriberConfig.defaults("edge", Optional.of(SpoolConfig.in(spool))), 8080);
  }

  /** The same of another subscriber, at that port. */
  public static EdgeConfig of(SubscriberConfig subscriber, int port) {
    return new EdgeConfig(
        subscriber,
        port,
        false,
        AllowedClients.LOCAL,
        Duration.ofSeconds(20),
        10L << 20,
        EdgeLimits.DEFAULT,
        "",
        Optional.empty(),
        Optional.empty());
  }

  /** Its name. */
  public String name() {
    return subscriber.name();
  }

  /** Where its spool is, and what that may take. */
  public SpoolConfig spool() {
    return subscriber.spool().orElseThrow();
  }

  /** The same under another name, at another port, with private origins or without. */
  public EdgeConfig at(String name, int otherPort, boolean privateOrigins) {
    return with(subscriber.named(name), otherPort, privateOrigins);
  }

  /** The same, telling of readers that often, under those keys. */
  public EdgeConfig counting(Duration interval, ReaderKeys keys) {
    return with(subscriber.counting(interval, keys), port, allowPrivateOrigins);
  }

  private EdgeConfig with(SubscriberConfig other, int otherPort, boolean privateOrigins) {
    return new EdgeConfig(
        other,
        otherPort,
        privateOrigins,
        allowClients,
        originTimeout,
        maxDocumentBytes,
        limits,
        contact,
        tls,
        accessLog);
  }
}
