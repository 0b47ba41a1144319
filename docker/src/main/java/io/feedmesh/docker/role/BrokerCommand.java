package io.feedmesh.docker.role;

import io.feedmesh.docker.broker.EmbeddedBroker;
import io.feedmesh.docker.broker.EmbeddedBrokerConfig;
import io.feedmesh.docker.broker.Quorum;
import io.feedmesh.docker.command.CommonOptions;
import io.feedmesh.docker.process.Part;
import io.feedmesh.docker.process.Parts;
import io.feedmesh.docker.process.Ports;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.http.RoleServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh broker}: one Kafka broker, alone or one of a small cluster. */
@Command(
    name = "broker",
    description = {
      "Runs one Kafka broker with its controller, for trying and for small installations.",
      "Alone it has the only copy of everything; three with the same --quorum-voters keep three"
          + " copies, and one of them may be away."
    },
    footer = {
      "",
      "Examples:",
      "  feedmesh broker                                then: feedmesh topics create",
      "  feedmesh broker --host 0.0.0.0 --advertised-host kafka.example.org",
      "  feedmesh broker --host 0.0.0.0 --advertised-host k1 --node-id 1"
          + " --quorum-voters 1@k1:9093,2@k2:9093,3@k3:9093"
    })
public final class BrokerCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Option(
      names = {"--data", "--broker-data"},
      paramLabel = "DIR",
      defaultValue = "data/broker",
      description = "Where it keeps its data (default: ./${DEFAULT-VALUE}).")
  private Path data;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on; 0.0.0.0 for all (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--advertised-host",
      paramLabel = "NAME",
      description = "Name that clients reach it by (default: that of --host, or localhost).")
  private String advertisedHost;

  @Option(
      names = "--broker-port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Port for Kafka clients (default: ${DEFAULT-VALUE}; 0: any).")
  private int port;

  @Option(
      names = "--node-id",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which of the voters this broker is (default: ${DEFAULT-VALUE}).")
  private int nodeId;

  @Option(
      names = "--quorum-voters",
      paramLabel = "N@HOST:PORT[,...]",
      defaultValue = "",
      description = "The controllers of all brokers of the cluster (default: this one, alone).")
  private String quorumVoters;

  @Option(
      names = "--cluster-id",
      paramLabel = "ID",
      description = "Same for all brokers of the cluster (default: one made from the voters).")
  private String clusterId;

  @Option(
      names = "--broker-property",
      paramLabel = "KEY=VALUE",
      description = "A property of Kafka's brokers that wins over ours; may be given repeatedly.")
  private Map<String, String> properties = Map.of();

  @Option(
      names = {"--http-port", "--broker-http-port"},
      paramLabel = "PORT",
      defaultValue = "8084",
      description = "Port of /health and /metrics (default: ${DEFAULT-VALUE}; 0: any).")
  private int httpPort;

  @Override
  public Integer call() {
    EmbeddedBroker broker = new EmbeddedBroker(common.checked(this::config));
    RoleServer server =
        new RoleServer("broker", httpPort, new Health(), Metrics.registry(), List.of());
    Parts parts = new Parts();
    return Foreground.run(
        common,
        parts,
        () -> {
          Ports.requireFree(httpPort, "--http-port");
          parts.start(List.of(new Part("broker", broker::start, broker)));
          parts.start(List.of(new Part("http", server::start, server)));
          Foreground.say(
              common,
              "broker at "
                  + broker.bootstrapServers()
                  + ", data in "
                  + data.toAbsolutePath().normalize()
                  + "; Ctrl-C stops it");
          return new CompletableFuture<>();
        });
  }

  private EmbeddedBrokerConfig config() {
    Quorum quorum = Quorum.parse(nodeId, quorumVoters, clusterId);
    return new EmbeddedBrokerConfig(data, host, advertised(), port, properties, quorum);
  }

  private String advertised() {
    if (advertisedHost != null) {
      return advertisedHost;
    }
    return host.equals("0.0.0.0") ? "localhost" : host;
  }
}
