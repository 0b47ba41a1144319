package io.feedmesh.docker.role;

import io.feedmesh.docker.command.KafkaOptions;
import io.feedmesh.docker.process.Part;
import io.feedmesh.schemas.http.AllowedClients;
import io.feedmesh.streams.api.Api;
import io.feedmesh.streams.app.AppName;
import io.feedmesh.streams.app.AppStores;
import io.feedmesh.streams.app.StreamsApp;
import io.feedmesh.streams.app.StreamsConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code feedmesh streams}. */
@Command(
    name = "streams",
    description = {
      "Runs the Streams apps, or some of them: schedule (who is fetched when), dedupe (what is"
          + " new), views (who gets what), readership (who reads what).",
      "Several processes share the work; losing the state folder costs time, not data.",
      "Any of them tells by HTTP what all know, and takes subscriptions:",
      "  GET    /feeds?url=URL                     state, document, subscribers",
      "  GET    /subscribers/NAME                  subscriptions, newest entries",
      "  PUT    /subscribers/NAME/subscriptions    JSON: feeds or allFeeds, query, wants, …",
      "  DELETE /subscribers/NAME/subscriptions    ?feed=URL, ?allFeeds=true, ?all=true",
      "  GET    /queries?q=QUERY                   checks a query"
    },
    footer = {
      "",
      "Examples:",
      "  feedmesh streams --bootstrap-servers kafka1:9092",
      "  feedmesh streams dedupe views --threads 4",
      "  feedmesh streams views --standby-replicas 1",
      "  curl http://localhost:8082/subscribers/edge"
    })
public final class StreamsCommand implements Callable<Integer> {
  @Mixin private KafkaOptions kafka;

  @Parameters(
      paramLabel = "APP",
      arity = "0..*",
      description = "schedule, dedupe, views or readership (default: all).")
  private List<String> apps = List.of();

  @Option(
      names = "--state",
      paramLabel = "DIR",
      defaultValue = "data/streams",
      description = "Folder of the stores (default: ./${DEFAULT-VALUE}).")
  private Path state;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Stream threads of each app (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--standby-replicas",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Copies of each store that other processes keep, to take over at once: 0 to 3 (default:"
              + " ${DEFAULT-VALUE}).")
  private int standbys;

  @Option(
      names = "--commit-interval",
      paramLabel = "D",
      defaultValue = "100ms",
      description = "Exactly-once output becomes visible that often (default: ${DEFAULT-VALUE}).")
  private Duration commitInterval;

  @Option(
      names = "--report-removed",
      description =
          "dedupe: tell entries that an origin takes out of its feed, while older ones stay, as REMOVED.")
  private boolean reportRemoved;

  @Mixin private ScheduleOptions schedule;

  @Option(
      names = {"--http-port", "--streams-http-port"},
      paramLabel = "PORT",
      defaultValue = "8082",
      description = "Port of the API, /health and /metrics (default: ${DEFAULT-VALUE}; 0: any).")
  private int httpPort;

  @Option(
      names = "--advertise",
      paramLabel = "HOST:PORT",
      description =
          "Where other processes of the apps reach that port, to ask for what is here (default: this"
              + " machine's name and the port).")
  private String advertised;

  @Option(
      names = "--api-clients",
      paramLabel = "CIDR",
      split = ",",
      description =
          "Networks that may use the API; the other processes of the apps have to be in them"
              + " (default: this machine and private networks).")
  private List<String> apiClients = AllowedClients.LOCAL;

  @Override
  public Integer call() {
    Set<AppName> names = kafka.checked(this::names);
    StreamsConfig config = kafka.checked(this::config);
    AllowedClients clients = kafka.checked(() -> new AllowedClients(apiClients));
    return RoleRunner.run(
        "streams " + String.join(" ", names.stream().map(AppName::label).toList()),
        kafka,
        context -> role(names, config, clients, context));
  }

  private RoleRunner.Role role(
      Set<AppName> names,
      StreamsConfig config,
      AllowedClients clients,
      RoleRunner.Context context) {
    CompletableFuture<Throwable> failed = new CompletableFuture<>();
    List<Part> parts = new ArrayList<>();
    Map<AppName, AppStores> stores = new EnumMap<>(AppName.class);
    for (AppName name : names) {
      StreamsApp app =
          new StreamsApp(context.kafka(), config, name, context.registry(), context.health());
      var unused = app.failed().thenAccept(failed::complete);
      stores.put(name, app.stores());
      parts.add(new Part(name.label(), app::start, app));
    }
    Api api = new Api(context.kafka(), stores, clients);
    parts.add(new Part("api", () -> {}, api));
    return RoleRunner.Role.served("streams", httpPort, context, parts, failed, api.handlers());
  }

  private Set<AppName> names() {
    Set<AppName> names = EnumSet.noneOf(AppName.class);
    apps.forEach(app -> names.add(AppName.of(app.toLowerCase(Locale.ROOT))));
    return names.isEmpty() ? EnumSet.allOf(AppName.class) : names;
  }

  /** Null where nobody else could know the port. */
  private String address() {
    if (advertised != null || httpPort == 0) {
      return advertised;
    }
    try {
      return InetAddress.getLocalHost().getHostName() + ":" + httpPort;
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private StreamsConfig config() {
    StreamsConfig defaults = StreamsConfig.defaults(state);
    return new StreamsConfig(
        state,
        threads,
        standbys,
        commitInterval,
        schedule.config(),
        defaults.dedupe().reportingRemoved(reportRemoved),
        defaults.views(),
        defaults.readership(),
        address());
  }
}
