package io.feedmesh.docker.bench.edge;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** What misses are asked of: each path is a feed of 22.5 KB. */
final class Origin implements AutoCloseable {
  private final Server server = new Server();
  private final ServerConnector connector;

  Origin() throws Exception {
    HttpConfiguration config = new HttpConfiguration();
    config.setSendServerVersion(false);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(config));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Document());
    server.start();
  }

  int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the bench's origin did not stop", e);
    }
  }

  private static final class Document extends Handler.Abstract.NonBlocking {
    private final byte[] document = BenchFeeds.document(0);

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/rss+xml");
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, document.length);
      response.write(true, ByteBuffer.wrap(document), callback);
      return true;
    }
  }
}
