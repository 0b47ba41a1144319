package io.feedmesh.docker.role;

import io.feedmesh.consumers.accesslog.AccessLogConfig;
import io.feedmesh.consumers.accesslog.AccessLogFormat;
import io.feedmesh.consumers.edge.EdgeApp;
import io.feedmesh.consumers.edge.EdgeConfig;
import io.feedmesh.docker.command.KafkaOptions;
import io.feedmesh.docker.command.SizeConverter;
import io.feedmesh.docker.process.Part;
import io.feedmesh.schemas.http.AllowedClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh edge}. */
@Command(
    name = "edge",
    description = {
      "Serves feeds to readers from a spool that Kafka keeps fresh, and tells them what changes.",
      "An edge without its spool rebuilds it from Kafka; without Kafka it serves what it has."
    },
    footer = {
      "",
      "Examples:",
      "  feedmesh edge --bootstrap-servers kafka1:9092 --name edge1",
      "  feedmesh edge --name edge1 --allow-clients 192.0.2.0/24,127.0.0.0/8",
      "  FEEDMESH_TLS_PASSWORD=… feedmesh edge --tls-port 8443 --tls-keystore edge.p12"
    })
public final class EdgeCommand implements Callable<Integer> {
  @Mixin private KafkaOptions kafka;

  @Mixin private SubscriberOptions subscriber;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port for readers (default: ${DEFAULT-VALUE}; 0: any).")
  private int port;

  @Option(
      names = "--allow-clients",
      paramLabel = "CIDR",
      split = ",",
      description = "Networks that are served (default: this machine and private networks).")
  private List<String> allowClients;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      defaultValue = "64MB",
      converter = SizeConverter.class,
      description = "Most memory for bodies that are often asked for (default: ${DEFAULT-VALUE}).")
  private long memory;

  @Option(
      names = "--origin-timeout",
      paramLabel = "D",
      defaultValue = "20s",
      description = "Most time for an origin's answer to a miss (default: ${DEFAULT-VALUE}).")
  private Duration originTimeout;

  @Option(
      names = "--max-document",
      paramLabel = "SIZE",
      defaultValue = "10MB",
      converter = SizeConverter.class,
      description = "Largest document (default: ${DEFAULT-VALUE}).")
  private long maxDocument;

  @Option(
      names = "--access-log",
      paramLabel = "FILE",
      description = {
        "Append each request to this file; - is standard output. A file that was renamed is begun"
            + " anew within a second, so logrotate needs no signal."
      })
  private String accessLog;

  @Option(
      names = "--access-log-format",
      paramLabel = "FORMAT",
      defaultValue = "combined",
      description = "combined, as nginx and Apache have it, or json (default: ${DEFAULT-VALUE}).")
  private AccessLogFormat accessLogFormat;

  @Mixin private OriginOptions origins;

  @Mixin private LimitOptions limits;

  @Mixin private TlsOptions tls;

  @Override
  public Integer call() {
    EdgeConfig config = kafka.checked(this::config);
    return RoleRunner.runAnyway(
        "edge " + subscriber.name(),
        kafka,
        context -> {
          EdgeApp app = new EdgeApp(context.kafka(), config, context.registry(), context.health());
          return new RoleRunner.Role(
              List.of(new Part("edge", app::start, app)), app::port, new CompletableFuture<>());
        });
  }

  private static Optional<Path> file(String target) {
    return target.equals("-") ? Optional.empty() : Optional.of(Path.of(target));
  }

  private EdgeConfig config() {
    return new EdgeConfig(
        subscriber.config(memory),
        port,
        origins.allowPrivate(),
        allowClients == null ? AllowedClients.LOCAL : allowClients,
        originTimeout,
        maxDocument,
        limits.limits(),
        origins.contactOr(""),
        tls.config(),
        Optional.ofNullable(accessLog).map(to -> new AccessLogConfig(file(to), accessLogFormat)));
  }
}
