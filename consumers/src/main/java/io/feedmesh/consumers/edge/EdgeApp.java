package io.feedmesh.consumers.edge;

import io.feedmesh.consumers.accesslog.AccessLog;
import io.feedmesh.consumers.follow.FeedFates;
import io.feedmesh.consumers.gateway.GatewayConfig;
import io.feedmesh.consumers.gateway.GatewayHandler;
import io.feedmesh.consumers.gateway.OtherMethods;
import io.feedmesh.consumers.readership.ReadershipHandler;
import io.feedmesh.consumers.readership.ReadershipTotals;
import io.feedmesh.consumers.spool.SpoolIndex;
import io.feedmesh.consumers.subscribe.Leases;
import io.feedmesh.schemas.http.AllowedClients;
import io.feedmesh.schemas.http.Clients;
import io.feedmesh.schemas.http.ClientsHandler;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.RoleServer;
import io.feedmesh.schemas.http.TunnelHandler;
import io.feedmesh.schemas.http.TunnelLimits;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.origin.AddressPolicy;
import io.feedmesh.schemas.origin.OriginClient;
import io.feedmesh.schemas.origin.OriginConfig;
import io.feedmesh.schemas.origin.Relay;
import io.feedmesh.schemas.topic.Topics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
  private final EdgeSubscriber subscriber;
  private final OriginClient origins;
  private final EdgeLive live;
  private final RoleServer server;
  private final Optional<AccessLog> accessLog;

  /**
   * Opens the spool; nothing listens or reads before {@link #start}.
   *
   * @throws io.feedmesh.consumers.spool.SpoolInUseException if another edge has the spool
   * @throws java.io.UncheckedIOException if the spool's folder cannot be used
   */
  public EdgeApp(
      KafkaSettings kafka, EdgeConfig config, PrometheusMeterRegistry registry, Health health) {
    this.config = config;
    InstantSource clock = InstantSource.system();
    Topics topics = kafka.topics();
    subscriber = new EdgeSubscriber(kafka, config.subscriber(), clock, registry, health);
    origins =
        new OriginClient(
            OriginConfig.of("edge-origins", config.allowPrivateOrigins())
                .withMaxConnectionsPerHost(config.limits().misses().perHost()));
    FeedFates fates = new FeedFates(topics.feedStates, registry);
    subscriber.follow("feed-states", fates, health);
    ReadershipTotals readership = new ReadershipTotals(topics.readershipTotals, registry);
    subscriber.follow("readership-totals", readership, health);
    Leases leases = subscriber.leases();
    ProxyRules proxy = config.limits().proxy();
    Relay relay =
        new Relay(
            OriginConfig.of("edge-relay", config.allowPrivateOrigins()),
            OtherMethods.viaName(config.name()),
            config.limits().misses().underWay(),
            config.originTimeout(),
            registry);
    GatewayHandler gateway =
        new GatewayHandler(
            subscriber.spool(),
            origins,
            gateway(config),
            new EdgeDemand(leases, subscriber.readers(), subscriber.outbox(), topics.changes),
            fates,
            proxy.pages() ? Optional.of(relay) : Optional.empty(),
            clock,
            registry);
    live = new EdgeLive(kafka, config.name(), subscriber.spool(), leases::wanted, registry, health);
    List<Handler> handlers = new ArrayList<>();
    handlers.add(new ReadershipHandler(readership)); // for publishers, who are nobody's clients
    AllowedClients clients = new AllowedClients(config.allowClients());
    handlers.add(new ClientsHandler(clients, NOT_ALLOWED));
    AddressPolicy addresses = AddressPolicy.of(config.allowPrivateOrigins());
    TunnelLimits tunnels = TunnelLimits.at(proxy.connectPorts(), addresses);
    handlers.add(new TunnelHandler(tunnels, registry));
    handlers.add(new OtherMethods(config.name(), relay, gateway::changed));
    handlers.addAll(live.handlers());
    handlers.add(gateway); // the last: it answers whatever gets to it
    server =
        new RoleServer(
            "edge",
            config.port(),
            health,
            registry,
            handlers,
            config.limits().server(),
            config.tls());
    server.plain(gateway.plain(clients));
    accessLog = config.accessLog().map(log -> new AccessLog(log, registry));
    accessLog.ifPresent(server::log);
  }

  private static GatewayConfig gateway(EdgeConfig config) {
    GatewayConfig defaults = GatewayConfig.of(config.name(), config.contact());
    return new GatewayConfig(
        defaults.edge(),
        defaults.userAgent(),
        config.originTimeout(),
        config.maxDocumentBytes(),
        config.limits().misses(),
        new Clients(config.limits().server().connections().shared()),
        defaults.provisional(),
        defaults.negative());
  }

  /**
   * Listens and follows; returns when requests are answered.
   *
   * @throws io.feedmesh.schemas.http.PortInUseException if another process has the port
   */
  public void start() {
    server.start();
    subscriber.start();
    live.start();
    String https = tlsPort().isPresent() ? ", HTTPS at port " + tlsPort().getAsInt() : "";
    LOG.info(
        "edge {} at port {}{}, spool {}", config.name(), port(), https, config.spool().folder());
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** The port at which it listens for TLS, if it does. */
  public OptionalInt tlsPort() {
    return server.tlsPort();
  }

  /** What the spool holds, and how often it was asked for. */
  public SpoolIndex spool() {
    return subscriber.spool().index(subscriber.readers().total());
  }

  @Override
  public void close() {
    live.close(); // before the server, so that streams end as they should
    server.close();
    accessLog.ifPresent(AccessLog::close);
    origins.close();
    subscriber.close();
  }
}
