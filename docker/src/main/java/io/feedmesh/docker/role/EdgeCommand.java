package io.feedmesh.docker.role;

import io.feedmesh.consumers.edge.EdgeApp;
import io.feedmesh.consumers.edge.EdgeConfig;
import io.feedmesh.consumers.readership.ReaderKeys;
import io.feedmesh.docker.command.KafkaOptions;
import io.feedmesh.docker.command.SizeConverter;
import io.feedmesh.docker.process.Part;
import io.feedmesh.schemas.http.AllowedClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
      "An edge without its spool rebuilds it from Kafka."
    },
    footer = {
      "",
      "Examples:",
      "  feedmesh edge --bootstrap-servers kafka1:9092 --name edge1",
      "  feedmesh edge --name edge1 --allow-clients 192.0.2.0/24,127.0.0.0/8"
    })
public final class EdgeCommand implements Callable<Integer> {
  @Mixin private KafkaOptions kafka;

  @Option(
      names = {"--name", "--edge-name"},
      paramLabel = "NAME",
      defaultValue = "edge",
      description = "Its name, which is that of its subscriber, too (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port for readers (default: ${DEFAULT-VALUE}; 0: any).")
  private int port;

  @Option(
      names = "--spool",
      paramLabel = "DIR",
      defaultValue = "data/spool",
      description = "Folder of the spool (default: ./${DEFAULT-VALUE}).")
  private Path spool;

  @Option(
      names = "--edge-lease",
      paramLabel = "D",
      defaultValue = "7d",
      description =
          "How long a feed that nobody asks for any more is kept (default: ${DEFAULT-VALUE}).")
  private Duration lease;

  @Option(
      names = "--allow-clients",
      paramLabel = "CIDR",
      split = ",",
      description = "Networks that are served (default: this machine and private networks).")
  private List<String> allowClients;

  @Option(
      names = "--spool-memory",
      paramLabel = "SIZE",
      defaultValue = "64MB",
      converter = SizeConverter.class,
      description = "Most memory for bodies that are often asked for (default: ${DEFAULT-VALUE}).")
  private long spoolMemory;

  @Option(
      names = "--fsync",
      description = "Wait for the disk with each file: for a spool that must outlive power cuts.")
  private boolean fsync;

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
      names = "--readership-key",
      paramLabel = "KEY",
      description = {
        "Secret of at least 16 characters, the same for all edges of a mesh: readers are counted under it, so"
            + " that one who uses several edges counts once. Without it each edge makes one at each start.",
        "Better in FEEDMESH_READERSHIP_KEY or the --config file than here, where others see it."
      })
  private String readershipKey;

  @Mixin private OriginOptions origins;

  @Override
  public Integer call() {
    EdgeConfig config = kafka.checked(this::config);
    return RoleRunner.run(
        "edge " + name,
        kafka,
        context -> {
          EdgeApp app = new EdgeApp(context.kafka(), config, context.registry(), context.health());
          return new RoleRunner.Role(
              List.of(new Part("edge", app::start, app)), app::port, new CompletableFuture<>());
        });
  }

  private EdgeConfig config() {
    EdgeConfig defaults = EdgeConfig.defaults(spool);
    return new EdgeConfig(
        name,
        port,
        spool,
        lease,
        origins.allowPrivate(),
        allowClients == null ? AllowedClients.LOCAL : allowClients,
        spoolMemory,
        fsync,
        defaults.readershipInterval(),
        originTimeout,
        maxDocument,
        defaults.requestDeadline(),
        origins.contactOr(defaults.contact()),
        readershipKey == null || readershipKey.isEmpty()
            ? defaults.readerKeys()
            : ReaderKeys.of(readershipKey));
  }
}
