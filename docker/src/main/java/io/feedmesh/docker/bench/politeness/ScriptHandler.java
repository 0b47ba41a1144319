package io.feedmesh.docker.bench.politeness;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.feedmesh.docker.bench.politeness.script.Answer;
import io.feedmesh.docker.bench.politeness.script.Answer.Flow;
import io.feedmesh.docker.bench.politeness.script.PrivateRedirect;
import io.feedmesh.docker.bench.politeness.script.Rebinding;
import io.feedmesh.docker.bench.politeness.script.Visit;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Hands requests to the scripts, and does with connections what they say. */
final class ScriptHandler extends Handler.Abstract.NonBlocking {
  private static final Duration DRIP = Duration.ofMillis(500);

  private final Map<String, ScriptedHost> hosts;
  private final Map<String, String> scripts;
  private final ExecutorService streams =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "politeness-stream");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean closed;

  /**
   * A handler for those hosts.
   *
   * @param hosts by the names of their scripts
   * @param scripts these names by host
   */
  ScriptHandler(Map<String, ScriptedHost> hosts, Map<String, String> scripts) {
    this.hosts = hosts;
    this.scripts = scripts;
  }

  void close() {
    closed = true;
    streams.shutdownNow();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Instant now = Instant.now();
    String name = scripts.get(String.valueOf(request.getHttpURI().getHost()));
    String path = String.valueOf(request.getHttpURI().getPath());
    Map<String, String> fields = fields(request);
    if (inTrap(request, name)) {
      ScriptedHost by =
          hosts.get(Rebinding.NAME.equals(name) ? name : new PrivateRedirect().name());
      by.trapped(new Visit(now, path, fields, new Answer(200, List.of(), new byte[0], Flow.WHOLE)));
      Response.writeError(request, response, callback, 404);
    } else if (name == null || !hosts.get(name).script().paths().contains(path)) {
      other(request, response, callback, name, path, now, fields);
    } else {
      send(hosts.get(name).visit(now, path, fields), response, callback);
    }
    return true;
  }

  /**
   * Some scripts have paths that are not listed; robots.txt and the like are not held against
   * anybody.
   */
  private void other(
      Request request,
      Response response,
      Callback callback,
      String name,
      String path,
      Instant now,
      Map<String, String> fields) {
    if (name != null && path.endsWith(".xml")) {
      send(hosts.get(name).visit(now, path, fields), response, callback);
    } else {
      Response.writeError(request, response, callback, 404);
    }
  }

  private static boolean inTrap(Request request, String name) {
    boolean asProxy = Place.PRIVATE.equals(request.getHttpURI().getHost());
    return (name == null && asProxy)
        || (request.getConnectionMetaData().getLocalSocketAddress() instanceof InetSocketAddress to
            && to.getAddress().getHostAddress().equals(ScriptedOrigin.TRAP_ADDRESS));
  }

  private void send(Visit visit, Response response, Callback callback) {
    Answer answer = visit.answer();
    response.setStatus(answer.status());
    for (int i = 0; i < answer.fields().size(); i += 2) {
      response.getHeaders().add(answer.fields().get(i), answer.fields().get(i + 1));
    }
    if (answer.flow() == Flow.WHOLE) {
      response.write(true, ByteBuffer.wrap(answer.body()), callback);
    } else {
      streams.execute(() -> stream(visit, response, callback));
    }
  }

  private void stream(Visit visit, Response response, Callback callback) {
    long start = System.nanoTime();
    long sent = 0;
    byte[] more =
        visit.answer().flow() == Flow.SLOW
            ? new byte[] {'x'}
            : "<x>y</x>".repeat(8192).getBytes(US_ASCII);
    try (OutputStream out = Content.Sink.asOutputStream(response)) {
      out.write(visit.answer().body());
      while (!closed) {
        out.write(more);
        out.flush();
        sent += more.length;
        if (visit.answer().flow() == Flow.SLOW) {
          LockSupport.parkNanos(DRIP.toNanos());
        }
      }
      callback.succeeded();
    } catch (IOException e) {
      visit.cut(Duration.ofNanos(System.nanoTime() - start), sent);
      callback.failed(e);
    }
  }

  private static Map<String, String> fields(Request request) {
    Map<String, String> fields = new HashMap<>();
    for (HttpField field : request.getHeaders()) {
      String value = field.getValue() == null ? "" : field.getValue();
      fields.merge(field.getName().toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b);
    }
    return fields;
  }
}
