package io.feedmesh.docker.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.feedmesh.schemas.body.Bodies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * An origin on loopback whose documents are set by whoever measures or tests: ETag, 304, counts of
 * requests. Safe for use by several threads.
 */
public final class FeedOrigin implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Map<String, Published> published = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Published(byte[] document, String contentType, String etag) {}

  /** Listens on any free port of the loopback address. */
  public FeedOrigin() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("the origin could not listen", e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** The address of a path, which starts with a slash. */
  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Publishes a document, or a new version of it. */
  public void publish(String path, byte[] document, String contentType) {
    String etag = '"' + HexFormat.of().formatHex(Bodies.hash(document).bytes(), 0, 8) + '"';
    published.put(path, new Published(document, contentType, etag));
  }

  /** How often a path was asked for. */
  public long requests(String path) {
    LongAdder count = requests.get(path);
    return count == null ? 0 : count.sum();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString();
      requests.computeIfAbsent(path, p -> new LongAdder()).increment();
      Published found = published.get(path);
      if (found == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange.getResponseHeaders().set("ETag", found.etag());
      exchange.getResponseHeaders().set("Content-Type", found.contentType());
      if (found.etag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      exchange.sendResponseHeaders(200, found.document().length);
      exchange.getResponseBody().write(found.document());
    }
  }
}
