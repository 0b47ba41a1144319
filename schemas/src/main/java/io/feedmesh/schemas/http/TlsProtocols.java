package io.feedmesh.schemas.http;

import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** What is spoken over TLS: TLS 1.2 and 1.3 with Java's ciphers, then HTTP/2 or HTTP/1.1. */
final class TlsProtocols {
  private TlsProtocols() {}

  static SslContextFactory.Server context(TlsConfig tls) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStorePath(tls.keystore().toUri().toString());
    context.setKeyStorePassword(tls.password());
    context.setRenegotiationAllowed(false);
    return context;
  }

  static ConnectionFactory[] over(SslContextFactory.Server context, HttpConfiguration plain) {
    HttpConfiguration config = new HttpConfiguration(plain);
    // Whoever asks an edge as a proxy names hosts that no certificate of the edge has.
    config.addCustomizer(new SecureRequestCustomizer(false));
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
    return new ConnectionFactory[] {
      new SslConnectionFactory(context, alpn.getProtocol()),
      alpn,
      onlyRequests(new HTTP2ServerConnectionFactory(config)),
      new TargetConnection.Factory(config)
    };
  }

  /** HTTP/2 that offers no CONNECT for other protocols (RFC 8441), which all are refused. */
  static ConnectionFactory onlyRequests(AbstractHTTP2ServerConnectionFactory factory) {
    factory.setConnectProtocolEnabled(false);
    return factory;
  }
}
