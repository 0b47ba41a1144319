package io.feedmesh.schemas.http;

import io.feedmesh.schemas.http.plain.PlainHandler;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.ssl.KeyStoreScanner;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP server of one role: {@code /health} and {@code /metrics}, then the role's own handlers
 * in their order. Start and close from one thread.
 */
public final class RoleServer implements AutoCloseable {
  private static final int RENEWAL_SECONDS = 5;

  private final Server server;
  private final ClientConnector connector;
  private final int longest;
  private final List<ClientConnector> connectors = new ArrayList<>();

  /**
   * Nothing listens before {@link #start}.
   *
   * @param name role, for threads
   * @param port TCP port; 0 for any free one
   * @param handlers the role's own
   */
  public RoleServer(
      String name,
      int port,
      Health health,
      PrometheusMeterRegistry registry,
      List<? extends Handler> handlers) {
    this(name, port, health, registry, handlers, ServerLimits.DEFAULT);
  }

  /**
   * The same under limits of its own.
   *
   * @param limits what it takes from those who connect
   */
  public RoleServer(
      String name,
      int port,
      Health health,
      PrometheusMeterRegistry registry,
      List<? extends Handler> handlers,
      ServerLimits limits) {
    this(name, port, health, registry, handlers, limits, Optional.empty());
  }

  /**
   * The same over TLS, too.
   *
   * @param tls at which port, with what
   */
  public RoleServer(
      String name,
      int port,
      Health health,
      PrometheusMeterRegistry registry,
      List<? extends Handler> handlers,
      ServerLimits limits,
      Optional<TlsConfig> tls) {
    QueuedThreadPool threads = new QueuedThreadPool(64, 4);
    threads.setName(name);
    threads.setDaemon(true);
    server = new Server(threads);
    longest = limits.sizes().target();
    HttpConfiguration config = new HttpConfiguration();
    config.setSendServerVersion(false);
    config.setSendXPoweredBy(false);
    config.setHeaderCacheSize(0); // it takes 90 KB of each connection, and saves no time
    config.setRequestHeaderSize(limits.sizes().header());
    config.setUriCompliance(limits.anyTarget() ? UriCompliance.UNSAFE : UriCompliance.DEFAULT);
    ServerMeters meters = new ServerMeters(registry, name);
    ConnectionCounts counts = new ConnectionCounts(limits.connections(), meters);
    connector = new ClientConnector(server, counts, protocols(config, limits));
    connector.setPort(port);
    connectors.add(connector);
    tls.ifPresent(with -> connectors.add(overTls(with, counts, config)));
    connectors.forEach(server::addConnector);
    List<Handler> all = new ArrayList<>();
    Handler own = new Handler.Sequence(new HealthHandler(health), new MetricsHandler(registry));
    all.add(limits.anyTarget() ? new OwnPaths(own) : own);
    all.addAll(handlers);
    SizesHandler sizes = new SizesHandler(limits.sizes(), meters);
    sizes.setHandler(new Handler.Sequence(all));
    RequestDeadlines deadlines = new RequestDeadlines(limits, connectors, meters);
    deadlines.setHandler(sizes);
    server.setHandler(deadlines);
    server.setStopTimeout(0); // waiting would be for idle keep-alive connections, mostly
  }

  private ClientConnector overTls(
      TlsConfig tls, ConnectionCounts counts, HttpConfiguration config) {
    SslContextFactory.Server context = TlsProtocols.context(tls);
    KeyStoreScanner renewals = new KeyStoreScanner(context);
    renewals.setScanInterval(RENEWAL_SECONDS);
    server.addBean(renewals);
    ClientConnector secure =
        new ClientConnector(server, counts, TlsProtocols.over(context, config));
    secure.setPort(tls.port());
    return secure;
  }

  private static ConnectionFactory[] protocols(HttpConfiguration config, ServerLimits limits) {
    ConnectionFactory http1 = new TargetConnection.Factory(config);
    return limits.http2()
        ? new ConnectionFactory[] {
          http1, TlsProtocols.onlyRequests(new HTTP2CServerConnectionFactory(config))
        }
        : new ConnectionFactory[] {http1};
  }

  /**
   * Has plain requests answered before the handlers hear of them; call it before {@link #start}.
   */
  public void plain(PlainHandler handler) {
    PlainHandler within =
        exchange -> exchange.request().target().length() <= longest && handler.handle(exchange);
    server.addBean(within);
  }

  /** Tells of each request that was answered; call it before {@link #start}. */
  public void log(RequestLog log) {
    server.setRequestLog(log);
  }

  /**
   * Listens.
   *
   * @throws PortInUseException if another process does already
   */
  public void start() {
    try {
      server.start();
    } catch (Exception e) {
      close();
      if (isBind(e)) {
        throw new PortInUseException(unopened(), e);
      }
      throw new IllegalStateException("the HTTP server did not start: " + e.getMessage(), e);
    }
  }

  /**
   * Whether a request came with its target in absolute form (RFC 9112, section 3.2.2), as clients
   * send it to a proxy; its URI alone does not tell.
   */
  public static boolean isAbsoluteForm(Request request) {
    return request.getConnectionMetaData() instanceof TargetConnection connection
        && connection.absoluteForm();
  }

  /** The port it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** The port at which it listens for TLS, if it does. */
  public OptionalInt tlsPort() {
    return connectors.size() < 2
        ? OptionalInt.empty()
        : OptionalInt.of(connectors.get(1).getLocalPort());
  }

  /** The first port that could not be opened. */
  private int unopened() {
    return connectors.stream().filter(one -> !one.isOpen()).findFirst().orElse(connector).getPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server did not stop: " + e.getMessage(), e);
    }
  }

  private static boolean isBind(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException
          || (cause instanceof IOException
              && String.valueOf(cause.getMessage()).contains("bind"))) {
        return true;
      }
    }
    return false;
  }
}
