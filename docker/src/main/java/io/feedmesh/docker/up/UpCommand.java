package io.feedmesh.docker.up;

import io.feedmesh.docker.command.CommonOptions;
import io.feedmesh.docker.role.Foreground;
import io.feedmesh.docker.role.OriginOptions;
import io.feedmesh.streams.schedule.ScheduleConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh up}. */
@Command(
    name = "up",
    description = {
      "Runs everything in one process on a broker of its own: Streams apps, fetcher, receiver, edge.",
      "Ctrl-C stops it; started again it goes on where it was."
    },
    footer = {
      "",
      "Examples:",
      "  feedmesh up --demo                    a dozen simulated blogs, to look around",
      "  feedmesh up                           then: curl -i"
          + " http://localhost:8080/https/example.org/feed.xml",
      "  feedmesh up --demo --demo-feeds DIR   plays a folder of feeds, too"
    })
public final class UpCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Option(
      names = "--demo",
      description = "Add a dozen simulated blogs on loopback that post every few seconds.")
  private boolean demo;

  @Option(
      names = "--demo-feeds",
      paramLabel = "DIR",
      description =
          "Play this folder, too: files are feeds, folders of numbered versions are histories that"
              + " advance in time. Implies --demo.")
  private Path demoFeeds;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Where everything is kept (default: ./${DEFAULT-VALUE}).")
  private Path data;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port of the edge (default: ${DEFAULT-VALUE}; 0: any).")
  private int port;

  @Option(
      names = "--receiver-port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "Port of the receiver of pings (default: ${DEFAULT-VALUE}; 0: any).")
  private int receiverPort;

  @Option(
      names = "--api-port",
      paramLabel = "PORT",
      defaultValue = "8082",
      description = "Port of the API for subscriptions (default: ${DEFAULT-VALUE}; 0: any).")
  private int apiPort;

  @Option(
      names = "--broker-port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Port of the broker (default: ${DEFAULT-VALUE}; 0: any).")
  private int brokerPort;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "3",
      description = "Partitions of each topic when it is first made (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--callback-url",
      paramLabel = "URL",
      description = {
        "Where hubs (WebSub) and rssCloud servers reach the receiver, like https://push.example.org.",
        "With it, feeds that name a hub are told of and hardly polled."
      })
  private URI callback;

  @Option(
      names = "--report-removed",
      description =
          "Tell entries that an origin takes out of its feed, while older ones stay, as REMOVED.")
  private boolean reportRemoved;

  @Mixin private OriginOptions origins;

  @Override
  public Integer call() {
    if (demoFeeds != null && !Files.isDirectory(demoFeeds)) {
      throw common.usageError(
          "--demo-feeds: expected a folder of feeds, found none at " + demoFeeds);
    }
    boolean publishes = demo || demoFeeds != null;
    UpConfig config =
        common.checked(
            () ->
                new UpConfig(
                    data,
                    port,
                    receiverPort,
                    apiPort,
                    brokerPort,
                    partitions,
                    origins.allowPrivate() || publishes,
                    publishes ? UpConfig.DEMO_SCHEDULE : ScheduleConfig.DEFAULT,
                    publishes,
                    demoFeeds,
                    origins.contactOr(""),
                    callback,
                    reportRemoved));
    UpApp up = new UpApp(config);
    return Foreground.run(
        common,
        up,
        () -> {
          up.start(step -> say(step + " …"));
          whatIsWhere(up);
          return up.failed();
        });
  }

  private void whatIsWhere(UpApp up) {
    String broker = up.kafka().bootstrapServers();
    boolean usual = broker.endsWith(":9092");
    String here = usual ? "" : " --bootstrap-servers " + broker;
    say("");
    say("Feedmesh is up.");
    say("  page and feeds  http://localhost:" + up.edgePort() + "/");
    say("  live changes    http://localhost:" + up.edgePort() + "/changes");
    say("  pings           http://localhost:" + up.receiverPort() + "/ping?url=…");
    say("  API             http://localhost:" + up.apiPort() + "/subscribers/NAME");
    say("  Kafka           " + broker);
    say("  data            " + data.toAbsolutePath().normalize());
    if (up.demoFeeds() > 0) {
      say("  publishers      " + up.demoFeeds() + " simulated feeds, all subscribed to");
    }
    say("");
    say("Subscribe:  ./feedmesh subscribe" + here + " https://example.org/feed.xml my.opml");
    say("Look:       ./feedmesh status" + here);
    say("Stop:       Ctrl-C");
  }

  private void say(String line) {
    Foreground.say(common, line);
  }
}
