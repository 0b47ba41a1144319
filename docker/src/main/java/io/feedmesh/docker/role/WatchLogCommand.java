package io.feedmesh.docker.role;

import io.feedmesh.consumers.accesslog.AccessLogFormat;
import io.feedmesh.consumers.watch.WatchApp;
import io.feedmesh.consumers.watch.WatchConfig;
import io.feedmesh.docker.command.KafkaOptions;
import io.feedmesh.docker.process.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code feedmesh spool watch-log}. */
@Command(
    name = "watch-log",
    description = {
      "Does for a static server over a spool what an edge does by itself.",
      "Follows its access log, subscribes to feeds that readers asked for in vain, renews "
          + "the leases of those that they get, counts readers, and keeps the spool fresh. Goes "
          + "on where it was, through rotation and truncation of the log."
    },
    footer = {
      "",
      "docker/nginx.conf serves a spool. A line that is none, or no request for a feed, is counted and passed",
      "over. The JSON format has nginx's names: remote_addr, time_iso8601, request, status, body_bytes_sent,",
      "http_referer, http_user_agent.",
      "",
      "Examples:",
      "  feedmesh spool watch-log /var/log/nginx/access.log --name edge1 --spool /srv/spool",
      "  feedmesh spool watch-log /var/log/nginx/access.log --name edge1 --demand-only"
    })
public final class WatchLogCommand implements Callable<Integer> {
  @Mixin private KafkaOptions kafka;

  @Mixin private SubscriberOptions subscriber;

  @Parameters(paramLabel = "FILE", description = "The access log, which may not be there yet.")
  private Path log;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "combined",
      description = "combined, as nginx and Apache have it, or json (default: ${DEFAULT-VALUE}).")
  private AccessLogFormat format;

  @Option(
      names = "--demand-only",
      description =
          "Leave the spool to an edge of that name that runs: only tell what readers ask for.")
  private boolean demandOnly;

  @Option(
      names = "--position",
      paramLabel = "FILE",
      description = "Where to remember how far the log is read (default: .watch-log in the spool).")
  private Path position;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8084",
      description = "Port for /health and /metrics (default: ${DEFAULT-VALUE}; 0: any).")
  private int port;

  @Override
  public Integer call() {
    WatchConfig config = kafka.checked(this::config);
    return RoleRunner.runAnyway(
        "watch-log of " + config.subscriber().name(),
        kafka,
        context -> {
          WatchApp app =
              new WatchApp(context.kafka(), config, context.registry(), context.health());
          return RoleRunner.Role.served(
              "watch-log",
              port,
              context,
              List.of(new Part("watch-log", app::start, app)),
              new CompletableFuture<>());
        });
  }

  private WatchConfig config() {
    Path remembered =
        Optional.ofNullable(position).orElse(subscriber.folder().resolve(".watch-log"));
    return new WatchConfig(
        demandOnly ? subscriber.withoutSpool() : subscriber.config(0), log, format, remembered);
  }
}
