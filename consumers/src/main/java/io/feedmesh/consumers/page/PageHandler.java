package io.feedmesh.consumers.page;

import io.feedmesh.schemas.http.RoleServer;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code GET /}: the page that shows what flows, with its own style and script, nothing from
 * elsewhere; and {@code /page/status.json}, its figures. What feeds say is data to the page, and a
 * strict Content-Security-Policy holds it to that.
 */
public final class PageHandler extends Handler.Abstract.NonBlocking implements AutoCloseable {
  private static final int MOST_ROWS = 200;
  private static final int MOST_FILTER = 200;
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final PageData data;
  private final Map<String, PageFile> files =
      Map.of(
          "/", PageFile.load("page.html", "text/html; charset=utf-8"),
          "/page/page.css", PageFile.load("page.css", "text/css; charset=utf-8"),
          "/page/page.js", PageFile.load("page.js", "text/javascript; charset=utf-8"),
          "/page/icon.svg", PageFile.load("icon.svg", "image/svg+xml"));
  private final Throughput entries = new Throughput();
  private final Throughput documents = new Throughput();
  private final Instant startedAt = Instant.now();
  private final ScheduledExecutorService clock;

  /** Shows this; samples its counters every second until {@link #close}. */
  public PageHandler(PageData data) {
    this.data = data;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "page-clock");
              thread.setDaemon(true);
              return thread;
            });
    var unused = clock.scheduleAtFixedRate(this::sample, 0, 1, TimeUnit.SECONDS);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    boolean status = path.equals("/page/status.json");
    PageFile file = files.get(path);
    if (RoleServer.isAbsoluteForm(request) || (file == null && !status)) {
      return false;
    }
    HttpFields.Mutable headers = response.getHeaders();
    headers.put("Content-Security-Policy", POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
      headers.put(HttpHeader.ALLOW, "GET, HEAD");
      response.setStatus(HttpStatus.METHOD_NOT_ALLOWED_405);
      callback.succeeded();
    } else if (status) {
      headers.put(HttpHeader.CACHE_CONTROL, "no-store");
      headers.put(HttpHeader.CONTENT_TYPE, "application/json");
      response.write(true, ByteBuffer.wrap(status(request)), callback);
    } else {
      send(file, request, response, callback);
    }
    return true;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void sample() {
    entries.sample(data.entries());
    documents.sample(data.documents());
  }

  private byte[] status(Request request) {
    String query = Request.extractQueryParameters(request).getValue("q");
    String filter =
        query == null ? "" : query.substring(0, Math.min(query.length(), MOST_FILTER)).strip();
    List<FeedRow> rows = data.latest(MOST_ROWS, filter);
    return StatusJson.encode(
        data,
        rows,
        filter,
        new StatusJson.Flow(data.entries(), entries.perSecond()),
        new StatusJson.Flow(data.documents(), documents.perSecond()),
        startedAt,
        Instant.now());
  }

  private static void send(PageFile file, Request request, Response response, Callback callback) {
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
    headers.put(HttpHeader.ETAG, file.etag());
    if (file.etag().equals(request.getHeaders().get(HttpHeader.IF_NONE_MATCH))) {
      response.setStatus(HttpStatus.NOT_MODIFIED_304);
      callback.succeeded();
      return;
    }
    headers.put(HttpHeader.CONTENT_TYPE, file.type());
    response.write(true, file.bytes(), callback);
  }
}
