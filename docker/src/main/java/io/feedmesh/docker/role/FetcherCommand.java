package io.feedmesh.docker.role;

import io.feedmesh.docker.command.KafkaOptions;
import io.feedmesh.docker.command.PushOptions;
import io.feedmesh.docker.command.SizeConverter;
import io.feedmesh.docker.process.Part;
import io.feedmesh.producers.fetch.FetcherApp;
import io.feedmesh.producers.fetch.FetcherConfig;
import io.feedmesh.producers.subscribe.SubscriberApp;
import io.feedmesh.producers.subscribe.SubscriberConfig;
import io.feedmesh.schemas.push.PushKeys;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh fetcher}. */
@Command(
    name = "fetcher",
    description = {
      "Fetches what the schedule asks for. Keeps no state: run as many as there is work for."
    },
    footer = {
      "",
      "Example:",
      "  feedmesh fetcher --bootstrap-servers kafka1:9092 --contact https://example.org/bot"
    })
public final class FetcherCommand implements Callable<Integer> {
  @Mixin private KafkaOptions kafka;

  @Option(
      names = {"--name", "--fetcher-name"},
      paramLabel = "NAME",
      defaultValue = "fetcher",
      description = "Its name in results and threads (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Most requests under way at once (default: ${DEFAULT-VALUE}).")
  private int inFlight;

  @Option(
      names = "--fetch-timeout",
      paramLabel = "D",
      defaultValue = "30s",
      description = "Most time for one feed, redirects included (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Option(
      names = "--max-document",
      paramLabel = "SIZE",
      defaultValue = "10MB",
      converter = SizeConverter.class,
      description = "Largest document (default: ${DEFAULT-VALUE}).")
  private long maxDocument;

  @Option(
      names = "--max-redirects",
      paramLabel = "N",
      defaultValue = "10",
      description = "Most redirects of one request (default: ${DEFAULT-VALUE}).")
  private int maxRedirects;

  @Mixin private OriginOptions origins;

  @Option(
      names = "--from",
      paramLabel = "MAIL",
      defaultValue = "",
      description = "Mail address that origins get in the From field (default: none is sent).")
  private String from;

  @Option(
      names = "--robots",
      description = {
        "Ask each host for its robots.txt once a day, and obey it.",
        "Feeds are made to be fetched, so without this it is not asked."
      })
  private boolean robots;

  @Option(
      names = "--callback-url",
      paramLabel = "URL",
      description = {
        "Where hubs (WebSub) and rssCloud servers reach a receiver, like https://push.example.org.",
        "With it and --push-key, feeds that name a hub are told of and hardly polled."
      })
  private URI callback;

  @Mixin private PushOptions push;

  @Option(
      names = {"--http-port", "--fetcher-http-port"},
      paramLabel = "PORT",
      defaultValue = "8083",
      description = "Port of /health and /metrics (default: ${DEFAULT-VALUE}; 0: any).")
  private int httpPort;

  @Override
  public Integer call() {
    FetcherConfig config = kafka.checked(this::config);
    Optional<SubscriberConfig> subscriber = kafka.checked(this::subscriber);
    return RoleRunner.run(
        "fetcher",
        kafka,
        context -> {
          FetcherApp app =
              new FetcherApp(context.kafka(), config, context.registry(), context.health());
          List<Part> parts = new ArrayList<>(List.of(new Part("fetcher", app::start, app)));
          subscriber.ifPresent(asking -> parts.add(subscriber(context, asking)));
          return RoleRunner.Role.served(
              "fetcher", httpPort, context, parts, new CompletableFuture<>());
        });
  }

  private static Part subscriber(RoleRunner.Context context, SubscriberConfig config) {
    SubscriberApp app =
        new SubscriberApp(context.kafka(), config, context.registry(), context.health());
    return new Part("subscriber", app::start, app);
  }

  private Optional<SubscriberConfig> subscriber() {
    if (callback == null) {
      return Optional.empty();
    }
    PushKeys keys =
        push.keys()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--callback-url needs a --push-key, the same as the receivers'"));
    return Optional.of(
        new SubscriberConfig(
            name + "-subscriber",
            callback,
            keys,
            origins.allowPrivate(),
            origins.contactOr(FetcherConfig.defaults().contact()),
            SubscriberConfig.DEFAULT_LEASE));
  }

  private FetcherConfig config() {
    return new FetcherConfig(
        name,
        inFlight,
        timeout,
        maxDocument,
        maxRedirects,
        origins.allowPrivate(),
        origins.contactOr(FetcherConfig.defaults().contact()),
        from,
        robots);
  }
}
