package io.feedmesh.consumers.edge;

import io.feedmesh.consumers.follow.GoneFeeds;
import io.feedmesh.consumers.follow.SubscriptionFollower;
import io.feedmesh.consumers.follow.TopicLoop;
import io.feedmesh.consumers.follow.ViewFollower;
import io.feedmesh.consumers.gateway.GatewayConfig;
import io.feedmesh.consumers.gateway.GatewayHandler;
import io.feedmesh.consumers.readership.Readers;
import io.feedmesh.consumers.readership.ReadershipHandler;
import io.feedmesh.consumers.readership.ReadershipTotals;
import io.feedmesh.consumers.spool.Spool;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.consumers.spool.SpoolIndex;
import io.feedmesh.consumers.subscribe.Leases;
import io.feedmesh.consumers.subscribe.Outbox;
import io.feedmesh.schemas.http.AllowedClients;
import io.feedmesh.schemas.http.ClientsHandler;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.RoleServer;
import io.feedmesh.schemas.http.ServerLimits;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.origin.OriginClient;
import io.feedmesh.schemas.origin.OriginConfig;
import io.feedmesh.schemas.topic.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An edge: a spool that follows its subscriber's views, a gateway that serves it, and whatever else
 * is served on its port. Works on with what it has while Kafka is away. Start and close from one
 * thread.
 */
public final class EdgeApp implements AutoCloseable {
  private static final String NOT_ALLOWED =
      "this edge does not serve your address; its operator can allow it with --allow-clients";

  private static final Logger LOG = LoggerFactory.getLogger(EdgeApp.class);

  private final EdgeConfig config;
  private final Spool spool;
  private final Readers readers;
  private final Leases leases;
  private final Outbox outbox;
  private final OriginClient origins;
  private final TopicLoop views;
  private final TopicLoop subscriptions;
  private final TopicLoop states;
  private final TopicLoop totals;
  private final EdgeLive live;
  private final RoleServer server;
  private final ScheduledExecutorService timer;

  /**
   * Opens the spool; nothing listens or reads before {@link #start}.
   *
   * @throws io.feedmesh.consumers.spool.SpoolInUseException if another edge has the spool
   * @throws UncheckedIOException if the spool's folder cannot be used
   */
  public EdgeApp(
      KafkaSettings kafka, EdgeConfig config, PrometheusMeterRegistry registry, Health health) {
    this.config = config;
    InstantSource clock = InstantSource.system();
    Topics topics = kafka.topics();
    spool = openSpool(config, registry);
    outbox = new Outbox(() -> kafka.sender(kafka.id("edge-" + config.name())), registry);
    readers =
        new Readers(config.name(), topics.readership, config.readerKeys(), outbox, clock, registry);
    leases = new Leases(config.name(), config.lease(), topics.subscriptions, outbox, clock);
    origins = new OriginClient(OriginConfig.of("edge-origins", config.allowPrivateOrigins()));
    views =
        loop(
            "views", kafka, config, new ViewFollower(config.name(), kafka, spool, clock, registry));
    subscriptions =
        loop(
            "subscriptions",
            kafka,
            config,
            new SubscriptionFollower(config.name(), topics.subscriptions, leases, registry));
    GoneFeeds gone = new GoneFeeds(topics.feedStates, registry);
    states = loop("feed-states", kafka, config, gone);
    ReadershipTotals readership = new ReadershipTotals(topics.readershipTotals, registry);
    totals = loop("readership-totals", kafka, config, readership);
    GatewayHandler gateway =
        new GatewayHandler(
            spool,
            origins,
            gateway(config),
            new EdgeDemand(leases, readers, outbox, topics.changes),
            gone,
            clock,
            registry);
    live = new EdgeLive(kafka, config.name(), spool, leases::wanted, registry, health);
    List<Handler> handlers = new ArrayList<>();
    handlers.add(new ReadershipHandler(readership)); // for publishers, who are nobody's clients
    handlers.add(new ClientsHandler(new AllowedClients(config.allowClients()), NOT_ALLOWED));
    handlers.addAll(live.handlers());
    handlers.add(gateway); // the last: it answers whatever gets to it
    server =
        new RoleServer(
            "edge",
            config.port(),
            health,
            registry,
            handlers,
            new ServerLimits(config.requestDeadline(), true, true));
    timer = new ScheduledThreadPoolExecutor(1, EdgeApp::timerThread);
    watch(health, registry);
  }

  private static TopicLoop loop(
      String what, KafkaSettings kafka, EdgeConfig config, TopicLoop.Follower follower) {
    String client = kafka.id("edge-" + config.name() + "-" + what);
    return new TopicLoop("edge-" + what, () -> kafka.consumer(client, null, Map.of()), follower);
  }

  private static Spool openSpool(EdgeConfig config, PrometheusMeterRegistry registry) {
    try {
      return Spool.open(
          new SpoolConfig(config.spool(), config.spoolMemory(), config.fsync()), registry);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the spool " + config.spool() + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static GatewayConfig gateway(EdgeConfig config) {
    GatewayConfig defaults = GatewayConfig.of(config.name(), config.contact());
    return new GatewayConfig(
        defaults.edge(),
        defaults.userAgent(),
        config.originTimeout(),
        config.maxDocumentBytes(),
        defaults.maxMisses(),
        defaults.provisional(),
        defaults.negative());
  }

  private static Thread timerThread(Runnable task) {
    Thread thread = new Thread(task, "edge-timer");
    thread.setDaemon(true);
    return thread;
  }

  /** Kafka's absence is no illness of an edge: it serves on, and the meters tell. */
  private void watch(Health health, PrometheusMeterRegistry registry) {
    health.check("spool", spool::problem);
    health.check("views", views::problem);
    health.check("subscriptions", subscriptions::problem);
    health.check("feed-states", states::problem);
    health.check("readership-totals", totals::problem);
    Gauge.builder("feedmesh.edge.connected", () -> views.connected() ? 1 : 0)
        .description("1 while the views can be read from Kafka")
        .register(registry);
    Gauge.builder("feedmesh.edge.leases", leases::running).register(registry);
  }

  /**
   * Listens and follows; returns when requests are answered.
   *
   * @throws io.feedmesh.schemas.http.PortInUseException if another process has the port
   */
  public void start() {
    server.start();
    views.start();
    subscriptions.start();
    states.start();
    totals.start();
    live.start();
    long turn = Math.max(100, Math.min(config.lease().toMillis() / 100, 5_000));
    every(turn, leases::turn);
    every(
        config.readershipInterval().toMillis(),
        () -> {
          var unused = readers.endInterval();
        });
    LOG.info("edge {} at port {}, spool {}", config.name(), port(), config.spool());
  }

  private void every(long millis, Runnable task) {
    var unused =
        timer.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (RuntimeException e) {
                LOG.error("a periodic task of the edge failed unexpectedly", e);
              }
            },
            millis,
            millis,
            TimeUnit.MILLISECONDS);
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** What the spool holds, and how often it was asked for. */
  public SpoolIndex spool() {
    return spool.index(readers.total());
  }

  @Override
  public void close() {
    timer.shutdownNow();
    live.close(); // before the server, so that streams end as they should
    server.close();
    origins.close();
    List<TopicLoop> loops = List.of(views, subscriptions, states, totals);
    loops.forEach(TopicLoop::stop);
    loops.forEach(TopicLoop::close);
    var unused = readers.endInterval(); // what can be told in the moment that the outbox has left
    outbox.close();
    spool.close();
  }
}
