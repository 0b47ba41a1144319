package io.feedmesh.docker.role;

import io.feedmesh.docker.command.KafkaOptions;
import io.feedmesh.docker.command.PushOptions;
import io.feedmesh.docker.process.Part;
import io.feedmesh.producers.fetch.FetcherConfig;
import io.feedmesh.producers.receive.ReceiverApp;
import io.feedmesh.producers.receive.ReceiverConfig;
import io.feedmesh.producers.upstream.UpstreamConfig;
import io.feedmesh.schemas.push.PushKeys;
import io.feedmesh.schemas.url.FeedUrl;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh receiver}. */
@Command(
    name = "receiver",
    description = {
      "Takes pings: XML-RPC on /RPC2, plain or rssCloud's on /ping, WebSub publish on "
          + "/websub.",
      "With a push key, also what hubs and clouds deliver for subscriptions, and documents "
          + "that aggregation services hand in on /push."
    },
    footer = {
      "",
      "Examples:",
      "  feedmesh receiver --bootstrap-servers kafka1:9092",
      "  curl 'http://localhost:8081/ping?url=https://example.org/feed.xml'"
    })
public final class ReceiverCommand implements Callable<Integer> {
  @Mixin private KafkaOptions kafka;

  @Option(
      names = {"--port", "--receiver-port"},
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "Port for senders of pings (default: ${DEFAULT-VALUE}; 0: any).")
  private int port;

  @Option(
      names = "--pings-per-second",
      paramLabel = "N",
      defaultValue = "20",
      description = "Most pings of one sender (default: ${DEFAULT-VALUE}).")
  private int pingsPerSecond;

  @Mixin private PushOptions push;

  @Option(
      names = "--refuse-clients",
      paramLabel = "NAME[,...]",
      split = ",",
      description = "Clients whose tokens are no longer taken, though they have not expired.")
  private Set<String> refused = new LinkedHashSet<>();

  @Option(
      names = "--upstream",
      paramLabel = "URL[,...]",
      split = ",",
      description =
          "Lists of changes of others (changes.xml): polled as often as they allow; what is new in"
              + " them is a ping.")
  private List<FeedUrl> upstream = new ArrayList<>();

  @Mixin private OriginOptions origins;

  @Override
  public Integer call() {
    PushKeys keys = kafka.checked(() -> push.keys().orElse(null));
    ReceiverConfig config =
        kafka.checked(
            () ->
                new ReceiverConfig(
                    port,
                    pingsPerSecond,
                    ReceiverConfig.defaults().requestDeadline(),
                    keys,
                    refused,
                    new UpstreamConfig(
                        upstream,
                        origins.allowPrivate(),
                        origins.contactOr(FetcherConfig.defaults().contact()))));
    return RoleRunner.run(
        "receiver",
        kafka,
        context -> {
          ReceiverApp app =
              new ReceiverApp(context.kafka(), config, context.registry(), context.health());
          return new RoleRunner.Role(
              List.of(new Part("receiver", app::start, app)), app::port, new CompletableFuture<>());
        });
  }
}
