package io.feedmesh.docker.bench;

import io.feedmesh.docker.broker.EmbeddedBroker;
import io.feedmesh.docker.broker.EmbeddedBrokerConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * What a fetcher needs around it, in a process of its own, so that its CPU time is not counted as
 * the fetcher's: a broker, and an origin whose documents are new each time unless the request is
 * conditional. Tells its addresses on a line, and ends when its input does.
 */
public final class FetchWorld implements AutoCloseable {
  static final String ETAG = "\"bench\"";
  private static final int DOCUMENT = 20_000;
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final String bootstrapServers;
  private final String origin;

  private FetchWorld(Process process, String line) {
    this.process = process;
    String[] words = line.split(" ", 2);
    this.bootstrapServers = words[0];
    this.origin = words[1];
  }

  /** Starts the process; returns when both answer. */
  static FetchWorld start(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                FetchWorld.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null || !line.contains(" http://")) {
      process.destroyForcibly();
      throw new IOException("the process with broker and origin did not start: " + line);
    }
    return new FetchWorld(process, line);
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  /** The start of all addresses at the origin. */
  String origin() {
    return origin;
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** The process itself. */
  public static void main(String[] args) throws Exception {
    Server server = new Server();
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setAcceptQueueSize(1000);
    server.addConnector(connector);
    server.setHandler(new Documents());
    try (EmbeddedBroker broker =
        new EmbeddedBroker(EmbeddedBrokerConfig.local(Path.of(args[0]), 0))) {
      broker.start();
      server.start();
      System.out.println(
          broker.bootstrapServers() + " http://localhost:" + connector.getLocalPort());
      System.in.transferTo(OutputStream.nullOutputStream()); // until whoever started it is gone
      server.stop();
    }
    System.exit(0);
  }

  /** 304 to whoever knows the tag, else 20 KB that nobody has seen. */
  private static final class Documents extends Handler.Abstract.NonBlocking {
    private static final HttpField TAG = new HttpField(HttpHeader.ETAG, ETAG);

    private final AtomicLong version = new AtomicLong();
    private final byte[] text =
        "<item><title>A title</title><description>Some words of an entry</description></item>\n"
            .repeat(DOCUMENT / 80)
            .getBytes(StandardCharsets.US_ASCII);

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      response.getHeaders().add(TAG);
      if (ETAG.equals(request.getHeaders().get(HttpHeader.IF_NONE_MATCH))) {
        response.setStatus(304);
        response.write(true, null, callback);
      } else {
        byte[] start =
            ("<rss version=\"2.0\"><channel><title>" + version.incrementAndGet() + "</title>")
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer body = ByteBuffer.allocate(DOCUMENT);
        body.put(start).put(text, 0, DOCUMENT - start.length).flip();
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, DOCUMENT);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/rss+xml");
        response.write(true, body, callback);
      }
      return true;
    }
  }
}
