package io.feedmesh.docker.bench.edge;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The least that can be done with our HTTP stack: the bytes of each file by the path, from memory,
 * 304 to who sends If-None-Match, and nothing else. The limit of what an edge on it can come to.
 */
public final class BareMain {
  private BareMain() {}

  /**
   * The process.
   *
   * @param args folder of the spool
   */
  public static void main(String[] args) throws Exception {
    QueuedThreadPool threads = new QueuedThreadPool(64, 4);
    threads.setDaemon(true);
    Server server = new Server(threads);
    HttpConfiguration config = new HttpConfiguration();
    config.setSendServerVersion(false);
    ServerConnector connector =
        new ServerConnector(
            server,
            1,
            1,
            new HttpConnectionFactory(config),
            new HTTP2CServerConnectionFactory(config));
    server.addConnector(connector);
    server.setHandler(new Documents(Path.of(args[0])));
    server.start();
    System.out.println(connector.getLocalPort());
    System.in.transferTo(OutputStream.nullOutputStream()); // until whoever started it is gone
    server.stop();
    System.exit(0);
  }

  /** A file. */
  private record Known(ByteBuffer body, HttpFields whole, HttpFields unchanged) {}

  private static final class Documents extends Handler.Abstract.NonBlocking {
    private static final HttpField VARY = field(HttpHeader.VARY, "Accept-Encoding");
    private static final HttpField CACHE = field(HttpHeader.CACHE_CONTROL, "max-age=300");
    private static final HttpField DATE =
        field(HttpHeader.LAST_MODIFIED, "Thu, 01 Jan 2026 00:00:00 GMT");
    private static final HttpField TYPE = field(HttpHeader.CONTENT_TYPE, "application/rss+xml");
    private static final HttpField GZIP = field(HttpHeader.CONTENT_ENCODING, "gzip");

    private final Map<String, Known> files = new HashMap<>();

    Documents(Path folder) throws IOException {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : all.filter(path -> path.toString().endsWith(".gz")).toList()) {
          String name = "/" + folder.relativize(file);
          files.put(name.substring(0, name.length() - 3), known(file));
        }
      }
    }

    private static Known known(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      HttpField tag = field(HttpHeader.ETAG, "\"" + file.hashCode() + "\"");
      HttpFields unchanged = HttpFields.build().add(tag).add(DATE).add(VARY).add(CACHE);
      HttpFields whole =
          HttpFields.build(unchanged)
              .add(TYPE)
              .add(GZIP)
              .add(field(HttpHeader.CONTENT_LENGTH, Integer.toString(bytes.length)));
      ByteBuffer body = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
      return new Known(body, whole.asImmutable(), unchanged.asImmutable());
    }

    private static HttpField field(HttpHeader header, String value) {
      return new PreEncodedHttpField(header, value);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Known known = files.get(request.getHttpURI().getPathQuery());
      if (known == null) {
        return false;
      }
      if (request.getHeaders().contains(HttpHeader.IF_NONE_MATCH)) {
        response.setStatus(304);
        response.getHeaders().add(known.unchanged());
        response.write(true, null, callback);
      } else {
        response.getHeaders().add(known.whole());
        response.write(true, known.body().slice(), callback);
      }
      return true;
    }
  }
}
