package io.feedmesh.schemas.http;

import io.feedmesh.schemas.origin.HostNames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ConnectHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.HostPort;
import org.eclipse.jetty.util.Promise;

/**
 * Opens tunnels for CONNECT within {@link TunnelLimits}. The address that is looked at is the one
 * connected to, so a name that answers differently the second time gains nothing. Clients are for a
 * handler before this one to refuse. Safe for use by several threads.
 */
public final class TunnelHandler extends ConnectHandler {
  private static final long CONNECT_MILLIS = 10_000;
  private static final int RESOLVERS = 16;

  private final TunnelLimits limits;
  private final HostNames hosts;
  private final ExecutorService resolvers = Executors.newFixedThreadPool(RESOLVERS, daemons());
  private final AtomicInteger open = new AtomicInteger();
  private final Counter opened;
  private final Counter refused;
  private final Counter failed;

  /** A destination that the limits forbid. */
  private static final class ForbiddenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ForbiddenException(String message) {
      super(message);
    }
  }

  /** Counts {@code feedmesh.http.tunnels}. */
  public TunnelHandler(TunnelLimits limits, MeterRegistry registry) {
    this(limits, HostNames.SYSTEM, registry);
  }

  /** The same with another name service. */
  TunnelHandler(TunnelLimits limits, HostNames hosts, MeterRegistry registry) {
    this.limits = limits;
    this.hosts = hosts;
    opened = registry.counter("feedmesh.http.tunnels", "result", "opened");
    refused = registry.counter("feedmesh.http.tunnels", "result", "refused");
    failed = registry.counter("feedmesh.http.tunnels", "result", "failed");
    registry.gauge("feedmesh.http.tunnels.open", open);
    setIdleTimeout(limits.idle().toMillis());
    setConnectTimeout(CONNECT_MILLIS);
  }

  private static ThreadFactory daemons() {
    return task -> {
      Thread thread = new Thread(task, "tunnel-dns");
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Names are resolved on threads of its own: a slow name server must not take the server's. */
  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!HttpMethod.CONNECT.is(request.getMethod())) {
      return false;
    }
    if (limits.ports().isEmpty()) {
      refuse(response, callback, 403, "this proxy opens no tunnels (CONNECT)");
    } else if (request.getTunnelSupport() == null) {
      refuse(response, callback, 501, "no tunnels but to a host and port");
    } else if (!limits.ports().contains(port(request))) {
      refuse(response, callback, 403, "no tunnels to that port, but to " + limits.ports());
    } else if (open.incrementAndGet() > limits.most()) {
      open.decrementAndGet();
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "5");
      refuse(response, callback, 503, "as many tunnels as there may be are open");
    } else {
      return super.handle(request, response, callback);
    }
    return true;
  }

  private static int port(Request request) {
    try {
      return new HostPort(request.getHttpURI().getAuthority()).getPort();
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }

  private void refuse(Response response, Callback callback, int status, String why) {
    refused.increment();
    answer(response, callback, status, why);
  }

  /** What the client sends on without waiting was meant for the tunnel, and is no request to us. */
  private static void answer(Response response, Callback callback, int status, String why) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    Content.Sink.write(response, true, why + "\n", callback);
  }

  @Override
  protected void connectToServer(
      Request request, String host, int port, Promise<SocketChannel> promise) {
    resolvers.execute(
        () -> {
          try {
            super.connectToServer(request, address(host).getHostAddress(), port, promise);
          } catch (UnknownHostException | RuntimeException e) {
            promise.failed(e);
          }
        });
  }

  private InetAddress address(String host) throws UnknownHostException {
    for (InetAddress address : hosts.resolve(host)) {
      if (!limits.addresses().refuses(address)) {
        return address;
      }
    }
    throw new ForbiddenException("no tunnels to where " + host + " is");
  }

  @Override
  protected InetSocketAddress newConnectAddress(String host, int port) {
    return new InetSocketAddress(host, port); // an address by now
  }

  @Override
  protected void onConnectFailure(
      Request request, Response response, Callback callback, Throwable failure) {
    open.decrementAndGet();
    if (failure instanceof ForbiddenException) {
      refuse(response, callback, 403, failure.getMessage());
    } else {
      failed.increment();
      answer(response, callback, 502, "no connection to " + request.getHttpURI().getAuthority());
    }
  }

  /**
   * From now on the client owes no requests, on whatever stream of its connection the tunnel is;
   * how long it may be idle is the tunnel's affair.
   */
  @Override
  protected UpstreamConnection newUpstreamConnection(EndPoint endPoint, ConnectContext context) {
    UpstreamConnection connection = super.newUpstreamConnection(endPoint, context);
    opened.increment();
    ClientEndPoint client =
        ClientEndPoint.of(
            context.getRequest().getConnectionMetaData().getConnection().getEndPoint());
    if (client != null) {
      client.owed().begin();
    }
    connection.addEventListener(
        new Connection.Listener() {
          @Override
          public void onClosed(Connection closed) {
            open.decrementAndGet();
            if (client != null) {
              client.owed().end(System.nanoTime());
            }
          }
        });
    return connection;
  }

  @Override
  protected DownstreamConnection newDownstreamConnection(
      EndPoint endPoint, ConcurrentMap<String, Object> context) {
    endPoint.setIdleTimeout(limits.idle().toMillis());
    return super.newDownstreamConnection(endPoint, context);
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    resolvers.shutdownNow();
  }
}
