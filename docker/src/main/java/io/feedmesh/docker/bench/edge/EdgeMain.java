package io.feedmesh.docker.bench.edge;

import io.feedmesh.consumers.accesslog.AccessLogConfig;
import io.feedmesh.consumers.accesslog.AccessLogFormat;
import io.feedmesh.consumers.edge.EdgeApp;
import io.feedmesh.consumers.edge.EdgeConfig;
import io.feedmesh.consumers.edge.EdgeLimits;
import io.feedmesh.consumers.edge.ProxyRules;
import io.feedmesh.consumers.edge.SubscriberConfig;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.http.ServerLimits;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.TopicSettings;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An edge as operators run it, with access log, metrics, readership and leases; without a broker
 * that it can reach it serves what its spool has.
 */
public final class EdgeMain {
  /** Of the edge. */
  static final String NAME = "bench";

  private static final String NO_KAFKA = "127.0.0.1:9"; // discard, which listens nowhere

  private EdgeMain() {}

  /**
   * The process.
   *
   * @param args folder of the spool; bytes of memory for bodies; file of the access log; brokers,
   *     if there are any
   */
  public static void main(String[] args) throws Exception {
    EdgeConfig config = config(Path.of(args[0]), Long.parseLong(args[1]), Path.of(args[2]));
    String brokers = args.length > 3 ? args[3] : NO_KAFKA;
    KafkaSettings kafka = new KafkaSettings(brokers, TopicSettings.DEFAULT, Map.of());
    try (EdgeApp edge = new EdgeApp(kafka, config, Metrics.registry(), new Health())) {
      edge.start();
      System.out.println(edge.port());
      System.in.transferTo(OutputStream.nullOutputStream()); // until whoever started it is gone
    }
    System.exit(0);
  }

  private static EdgeConfig config(Path folder, long memory, Path accessLog) {
    SpoolConfig usual = SpoolConfig.in(folder);
    SpoolConfig spool =
        new SpoolConfig(folder, memory, usual.fsync(), usual.minFree(), usual.maxBytes());
    EdgeConfig defaults = EdgeConfig.defaults(folder);
    return new EdgeConfig(
        SubscriberConfig.defaults(NAME, Optional.of(spool)),
        0,
        true,
        defaults.allowClients(),
        defaults.originTimeout(),
        defaults.maxDocumentBytes(),
        new EdgeLimits(
            patient(defaults.limits().server()), defaults.limits().misses(), ProxyRules.FEEDS_ONLY),
        defaults.contact(),
        Optional.empty(),
        Optional.of(new AccessLogConfig(Optional.of(accessLog), AccessLogFormat.COMBINED)));
  }

  /** Connections stay while they are idle, however long it takes to open them all. */
  private static ServerLimits patient(ServerLimits limits) {
    return new ServerLimits(
        Duration.ofMinutes(5),
        limits.pace(),
        limits.connections(),
        limits.sizes(),
        limits.anyTarget(),
        limits.http2());
  }
}
