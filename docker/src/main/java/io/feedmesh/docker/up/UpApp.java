package io.feedmesh.docker.up;

import io.feedmesh.consumers.edge.EdgeApp;
import io.feedmesh.consumers.edge.EdgeConfig;
import io.feedmesh.consumers.readership.ReaderKeys;
import io.feedmesh.consumers.spool.SpoolIndex;
import io.feedmesh.docker.broker.EmbeddedBroker;
import io.feedmesh.docker.broker.EmbeddedBrokerConfig;
import io.feedmesh.docker.broker.FolderLock;
import io.feedmesh.docker.process.Part;
import io.feedmesh.docker.process.Parts;
import io.feedmesh.docker.process.Ports;
import io.feedmesh.producers.fetch.FetcherApp;
import io.feedmesh.producers.fetch.FetcherConfig;
import io.feedmesh.producers.receive.ReceiverApp;
import io.feedmesh.producers.receive.ReceiverConfig;
import io.feedmesh.producers.subscribe.SubscriberApp;
import io.feedmesh.producers.subscribe.SubscriberConfig;
import io.feedmesh.schemas.http.AllowedClients;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.http.RoleServer;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.TopicAdmin;
import io.feedmesh.schemas.topic.TopicSettings;
import io.feedmesh.streams.api.Api;
import io.feedmesh.streams.app.AppName;
import io.feedmesh.streams.app.AppStores;
import io.feedmesh.streams.app.StreamsApp;
import io.feedmesh.streams.app.StreamsConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * Broker, Streams apps, fetcher, receiver and edge in one process. Start and close from one thread.
 */
public final class UpApp implements AutoCloseable {
  /** The name of the edge, and so of its subscriber. */
  public static final String EDGE_NAME = "edge";

  /** There is one such process at a broker, so it may keep its name. */
  private static final String NAME = "up";

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final UpConfig config;
  private final PrometheusMeterRegistry registry = Metrics.registry();
  private final Health health = new Health();
  private final CompletableFuture<Throwable> failed = new CompletableFuture<>();
  private final Parts parts = new Parts();
  private KafkaSettings kafka;
  private ReceiverApp receiver;
  private RoleServer apiServer;
  private EdgeApp edge;
  private DemoPart demo;

  /** Touches nothing before {@link #start}. */
  public UpApp(UpConfig config) {
    this.config = config;
  }

  /**
   * Starts everything and returns when it works.
   *
   * @param progress is told of each step in a few words
   * @throws io.feedmesh.docker.broker.FolderInUseException if another process has the data folder
   * @throws io.feedmesh.schemas.http.PortInUseException naming the port and its option
   * @throws io.feedmesh.docker.process.StoppedException if this thread is interrupted
   * @throws RuntimeException what else failed first; after any of them, nothing is left running
   */
  public void start(Consumer<String> progress) {
    boolean started = false;
    try {
      Ports.requireFree(config.port(), "--port");
      Ports.requireFree(config.receiverPort(), "--receiver-port");
      FolderLock lock = FolderLock.take(config.data());
      parts.start(List.of(new Part("lock", () -> {}, lock)));
      progress.accept("starting the broker");
      startBroker();
      progress.accept("starting the apps, the fetcher, the receiver and the edge");
      startRoles();
      if (config.publishes()) {
        progress.accept("starting the simulated publishers");
        demo = new DemoPart(config, kafka, receiver.port(), EDGE_NAME);
        parts.start(List.of(new Part("publishers", demo::start, demo)));
      }
      started = true;
    } finally {
      if (!started) {
        close();
      }
    }
  }

  /** How to reach the broker. */
  public KafkaSettings kafka() {
    return kafka;
  }

  /** Where the edge listens. */
  public int edgePort() {
    return edge.port();
  }

  /** Where the receiver listens. */
  public int receiverPort() {
    return receiver.port();
  }

  /** Where the API of the Streams apps listens. */
  public int apiPort() {
    return apiServer.port();
  }

  /** What the edge's spool holds. */
  public SpoolIndex spool() {
    return edge.spool();
  }

  /** The meters of all parts. */
  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /** How many feeds the simulated publishers have; 0 without them. */
  public int demoFeeds() {
    return demo == null ? 0 : demo.feeds();
  }

  /** Completes with the bug that stopped a part; never if there is none. */
  public CompletableFuture<Throwable> failed() {
    return failed.copy();
  }

  /** Stops everything, within 5 s. Further calls do nothing. */
  @Override
  public void close() {
    parts.close();
  }

  private void startBroker() {
    EmbeddedBroker broker =
        new EmbeddedBroker(
            EmbeddedBrokerConfig.local(config.data().resolve("broker"), config.brokerPort()));
    parts.start(List.of(new Part("broker", broker::start, broker)));
    TopicSettings topics = TopicSettings.DEFAULT.withPartitions(config.partitions());
    kafka = new KafkaSettings(broker.bootstrapServers(), topics, Map.of()).as(NAME);
    try (Admin admin = kafka.admin()) {
      new TopicAdmin(admin, PATIENCE).create(kafka.topics(), Optional.empty());
    }
  }

  private void startRoles() {
    ReceiverConfig defaults = ReceiverConfig.defaults();
    receiver =
        new ReceiverApp(
            kafka,
            new ReceiverConfig(
                    config.receiverPort(), defaults.pingsPerSecond(), defaults.requestDeadline())
                .withKeys(PushKeyFile.in(config.data())),
            registry,
            health);
    FetcherApp fetcher = new FetcherApp(kafka, fetcherConfig(), registry, health);
    edge = new EdgeApp(kafka, edgeConfig(), registry, health);
    List<Part> roles = new ArrayList<>();
    roles.add(new Part("receiver", receiver::start, receiver));
    roles.add(new Part("fetcher", fetcher::start, fetcher));
    roles.add(new Part("edge", edge::start, edge));
    roles.addAll(streams());
    parts.start(roles);
    config.callbackAt(receiver.port()).ifPresent(this::startSubscriber);
  }

  /** The apps and their API. */
  private List<Part> streams() {
    List<Part> all = new ArrayList<>();
    StreamsConfig streams = streamsConfig();
    Map<AppName, AppStores> stores = new EnumMap<>(AppName.class);
    for (AppName name : AppName.values()) {
      StreamsApp app = new StreamsApp(kafka, streams, name, registry, health);
      var unused = app.failed().thenAccept(failed::complete);
      stores.put(name, app.stores());
      all.add(new Part(name.label(), app::start, app));
    }
    Api api = new Api(kafka, stores, new AllowedClients(AllowedClients.LOCAL));
    apiServer = new RoleServer("api", config.apiPort(), health, registry, api.handlers());
    all.add(new Part("api", apiServer::start, apiServer));
    all.add(new Part("api-orders", () -> {}, api));
    return all;
  }

  private void startSubscriber(URI callback) {
    SubscriberApp subscriber =
        new SubscriberApp(kafka, subscriberConfig(callback), registry, health);
    parts.start(List.of(new Part("subscriber", subscriber::start, subscriber)));
  }

  private SubscriberConfig subscriberConfig(URI callback) {
    return new SubscriberConfig(
        "subscriber",
        callback,
        PushKeyFile.in(config.data()),
        config.allowPrivateOrigins(),
        config.contactOr(FetcherConfig.defaults().contact()),
        SubscriberConfig.DEFAULT_LEASE);
  }

  private StreamsConfig streamsConfig() {
    StreamsConfig defaults = StreamsConfig.defaults(config.data().resolve("streams"));
    return new StreamsConfig(
        defaults.stateDirectory(),
        defaults.threads(),
        defaults.standbys(),
        defaults.commitInterval(),
        config.schedule(),
        defaults.dedupe().reportingRemoved(config.reportRemoved()),
        defaults.views(),
        defaults.readership());
  }

  private FetcherConfig fetcherConfig() {
    FetcherConfig defaults = FetcherConfig.defaults();
    return new FetcherConfig(
        defaults.name(),
        defaults.inFlight(),
        defaults.timeout(),
        defaults.maxDocumentBytes(),
        defaults.maxRedirects(),
        config.allowPrivateOrigins(),
        config.contactOr(defaults.contact()));
  }

  private EdgeConfig edgeConfig() {
    EdgeConfig defaults = EdgeConfig.defaults(config.data().resolve("spool"));
    return defaults
        .at(EDGE_NAME, config.port(), config.allowPrivateOrigins())
        .counting(defaults.subscriber().readershipInterval(), readerKeys());
  }

  /** The same after a restart, so that nobody counts twice on one day. */
  private ReaderKeys readerKeys() {
    byte[] secret = PushKeyFile.in(config.data()).mac("readership", "");
    return ReaderKeys.of(HexFormat.of().formatHex(secret));
  }
}
