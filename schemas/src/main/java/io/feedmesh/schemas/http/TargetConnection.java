package io.feedmesh.schemas.http;

import io.feedmesh.schemas.http.plain.PlainConnection;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;

/**
 * An HTTP/1 connection that remembers which form its current request's target has (RFC 9112,
 * section 3.2): Jetty completes origin-form targets with the Host field, after which nobody can
 * tell a request to us from one to a proxy.
 */
final class TargetConnection extends PlainConnection {
  private final ClientEndPoint client; // null beneath TLS
  private volatile boolean absoluteForm;

  private TargetConnection(HttpConfiguration config, Connector connector, EndPoint endPoint) {
    super(config, connector, endPoint);
    client = endPoint instanceof ClientEndPoint plain ? plain : null;
  }

  boolean absoluteForm() {
    return absoluteForm;
  }

  @Override
  protected HttpStreamOverHTTP1 newHttpStream(String method, String uri, HttpVersion version) {
    absoluteForm = uri != null && !uri.startsWith("/") && uri.contains("://");
    return super.newHttpStream(method, uri, version);
  }

  @Override
  protected boolean mayBePlain() {
    return client != null;
  }

  @Override
  protected void unread(ByteBuffer bytes) {
    client.unread(bytes);
  }

  @Override
  protected void answered() {
    client.owed().answered(System.nanoTime());
  }

  @Override
  protected void waiting() {
    client.owed().begin();
  }

  @Override
  protected void waited() {
    client.owed().end(System.nanoTime());
  }

  /** Makes such connections. */
  static final class Factory extends HttpConnectionFactory {
    private static final HttpCompliance ANY_HOST =
        HttpCompliance.RFC9110.with("ANY_HOST", HttpCompliance.Violation.MISMATCHED_AUTHORITY);

    Factory(HttpConfiguration config) {
      super(new HttpConfiguration(config));
      if (config.getUriCompliance() == UriCompliance.UNSAFE) {
        // a proxy goes by the target, whatever the Host field says (RFC 9112, section 3.2.2)
        getHttpConfiguration().setHttpCompliance(ANY_HOST);
      }
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
      TargetConnection connection =
          new TargetConnection(getHttpConfiguration(), connector, endPoint);
      return configure(connection, connector, endPoint);
    }
  }
}
