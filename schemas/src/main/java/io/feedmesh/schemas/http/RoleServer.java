package io.feedmesh.schemas.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP server of one role: {@code /health} and {@code /metrics}, then the role's own handlers
 * in their order. Start and close from one thread.
 */
public final class RoleServer implements AutoCloseable {
  private final Server server;
  private final ServerConnector connector;

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
    QueuedThreadPool threads = new QueuedThreadPool(64, 4);
    threads.setName(name);
    threads.setDaemon(true);
    server = new Server(threads);
    HttpConfiguration config = new HttpConfiguration();
    config.setSendServerVersion(false);
    config.setSendXPoweredBy(false);
    config.setUriCompliance(limits.anyTarget() ? UriCompliance.UNSAFE : UriCompliance.DEFAULT);
    connector = new ServerConnector(server, 1, 1, protocols(config, limits));
    RequestDeadlines deadlines = new RequestDeadlines(limits.requestDeadline());
    connector.addEventListener(deadlines);
    connector.setPort(port);
    connector.setReuseAddress(true);
    server.addConnector(connector);
    List<Handler> all = new ArrayList<>();
    all.add(new HealthHandler(health));
    all.add(new MetricsHandler(registry));
    all.addAll(handlers);
    deadlines.setHandler(new Handler.Sequence(all));
    server.setHandler(deadlines);
    server.setStopTimeout(0); // waiting would be for idle keep-alive connections, mostly
  }

  private static ConnectionFactory[] protocols(HttpConfiguration config, ServerLimits limits) {
    ConnectionFactory http1 = new TargetConnection.Factory(config);
    return limits.http2()
        ? new ConnectionFactory[] {http1, new HTTP2CServerConnectionFactory(config)}
        : new ConnectionFactory[] {http1};
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
        throw new PortInUseException(connector.getPort(), e);
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
