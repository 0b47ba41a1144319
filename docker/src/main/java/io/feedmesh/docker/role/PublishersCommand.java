package io.feedmesh.docker.role;

import io.feedmesh.docker.command.KafkaOptions;
import io.feedmesh.docker.demo.DemoSubscriptions;
import io.feedmesh.docker.demo.Publishers;
import io.feedmesh.docker.demo.PublishersConfig;
import io.feedmesh.docker.process.Part;
import io.feedmesh.schemas.kafka.KafkaSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh publishers}: the demo's simulated origins as a process of their own. */
@Command(
    name = "publishers",
    description = {
      "Runs simulated blogs that post every few seconds, to try and to test what fetches them.",
      "Where they have a private address, fetchers and edges need --allow-private-origins."
    },
    footer = {
      "",
      "Examples:",
      "  feedmesh publishers --ping http://localhost:8081 --subscribers edge1,edge2",
      "  feedmesh publishers --host 0.0.0.0 --publishers-name blogs.example --blogs 100 --pace 1s"
    })
public final class PublishersCommand implements Callable<Integer> {
  @Mixin private KafkaOptions kafka;

  @Option(
      names = {"--data", "--publishers-data"},
      paramLabel = "DIR",
      defaultValue = "data/publishers",
      description = "Where they remember when they began (default: ./${DEFAULT-VALUE}).")
  private Path data;

  @Option(
      names = {"--host", "--publishers-host"},
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on; 0.0.0.0 for all (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = {"--name", "--publishers-name"},
      paramLabel = "NAME",
      defaultValue = "127.0.0.1",
      description = "Host name in the feeds' addresses (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = {"--port", "--publishers-port"},
      paramLabel = "PORT",
      defaultValue = "8085",
      description = "Port of the feeds (default: ${DEFAULT-VALUE}; 0: any).")
  private int port;

  @Option(
      names = "--blogs",
      paramLabel = "N",
      defaultValue = "12",
      description = "How many blogs, up to 1000 (default: ${DEFAULT-VALUE}).")
  private int blogs;

  @Option(
      names = "--pace",
      paramLabel = "D",
      defaultValue = "5s",
      description = "Mean time between two posts of a blog (default: ${DEFAULT-VALUE}).")
  private Duration pace;

  @Option(
      names = "--demo-feeds",
      paramLabel = "DIR",
      description =
          "Play this folder, too: files are feeds, folders of numbered versions are histories that"
              + " advance in time.")
  private Path demoFeeds;

  @Option(
      names = "--history-pace",
      paramLabel = "D",
      defaultValue = "3s",
      description = "How long each version of a history stays (default: ${DEFAULT-VALUE}).")
  private Duration historyPace;

  @Option(
      names = "--ping",
      paramLabel = "URL",
      description = "Receiver that is pinged after each post, as http://HOST:PORT.")
  private URI ping;

  @Option(
      names = "--subscribers",
      paramLabel = "NAME[,...]",
      split = ",",
      description = "Edges and others that are subscribed to all of the feeds at the start.")
  private List<String> subscribers = List.of();

  @Option(
      names = {"--http-port", "--publishers-http-port"},
      paramLabel = "PORT",
      defaultValue = "8086",
      description = "Port of /health and /metrics (default: ${DEFAULT-VALUE}; 0: any).")
  private int httpPort;

  @Override
  public Integer call() {
    PublishersConfig config = kafka.checked(this::config);
    return RoleRunner.run("publishers", kafka, context -> role(config, context));
  }

  private RoleRunner.Role role(PublishersConfig config, RoleRunner.Context context) {
    Publishers publishers = new Publishers(config);
    Part part = new Part("publishers", () -> start(publishers, context.kafka()), publishers);
    return RoleRunner.Role.served(
        "publishers", httpPort, context, List.of(part), new CompletableFuture<>());
  }

  private void start(Publishers publishers, KafkaSettings cluster) {
    publishers.start();
    DemoSubscriptions.send(cluster, publishers.feedUrls(), subscribers);
  }

  private PublishersConfig config() {
    return new PublishersConfig(data, host, name, port, blogs, pace, demoFeeds, historyPace, ping);
  }
}
