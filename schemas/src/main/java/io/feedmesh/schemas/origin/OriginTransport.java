package io.feedmesh.schemas.origin;

import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.client.ConnectionPool;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.MultiplexConnectionPool;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientConnectionFactory;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.ClientConnectionFactoryOverHTTP2;
import org.eclipse.jetty.io.ClientConnector;

/**
 * HTTP/2 where a server takes it over TLS (ALPN, RFC 9113, section 3.2), else HTTP/1.1. HTTP/1.1 is
 * the first of the protocols, so that servers which know no ALPN get it; what is offered names h2
 * first, for those that let the client choose.
 */
final class OriginTransport extends HttpClientTransportDynamic {
  /** What a server may send of one body, and of all on a connection, before we have read it. */
  private static final int STREAM_WINDOW = 256 * 1024;

  private static final int SESSION_WINDOW = 1024 * 1024;

  private static final Origin.Protocol OFFERED =
      new Origin.Protocol(List.of("h2", "http/1.1"), true);

  private OriginTransport(ClientConnector connector, HTTP2Client http2) {
    super(
        connector,
        HttpClientConnectionFactory.HTTP11,
        new ClientConnectionFactoryOverHTTP2.HTTP2(http2));
    setConnectionPoolFactory(OriginTransport::pool);
  }

  /** Only HTTP/2 shares connections, and only secure hosts may turn out to speak it. */
  private static ConnectionPool pool(Destination destination) {
    int most = destination.getHttpClient().getMaxConnectionsPerDestination();
    return destination.getOrigin().isSecure()
        ? new MultiplexConnectionPool(destination, most, 1)
        : new DuplexConnectionPool(destination, most);
  }

  /**
   * A transport on that connector.
   *
   * @param idle how long an unused connection is kept
   * @param maxResponseHeaders most bytes of an answer's fields
   */
  static OriginTransport on(ClientConnector connector, Duration idle, int maxResponseHeaders) {
    HTTP2Client http2 = new HTTP2Client(connector);
    http2.setIdleTimeout(idle.toMillis());
    http2.setStreamIdleTimeout(0); // each request has a deadline of its own
    http2.setMaxConcurrentPushedStreams(0);
    http2.setInitialStreamRecvWindow(STREAM_WINDOW);
    http2.setInitialSessionRecvWindow(SESSION_WINDOW);
    http2.setMaxResponseHeadersSize(maxResponseHeaders);
    return new OriginTransport(connector, http2);
  }

  @Override
  public Origin newOrigin(Request request) {
    Origin origin = super.newOrigin(request);
    return origin.isSecure()
        ? new Origin(
            origin.getScheme(),
            origin.getAddress(),
            origin.getTag(),
            OFFERED,
            origin.getTransport())
        : origin;
  }
}
