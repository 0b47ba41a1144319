package io.feedmesh.consumers.accesslog;

import io.feedmesh.schemas.http.RoleServer;
import io.feedmesh.schemas.http.plain.PlainExchange;
import io.feedmesh.schemas.http.plain.PlainLog;
import io.feedmesh.schemas.http.plain.PlainRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a server's requests to a file, on a thread of its own: who answers requests only puts down
 * what a line needs, and never waits. At most {@value #WAITING} lines wait; what comes when so many
 * do, or cannot be written, is dropped and counted. Safe for use by several threads.
 */
public final class AccessLog implements PlainLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
  private static final int WAITING = 8192;
  private static final int AT_ONCE = 256;
  private static final int USUAL_LINE = 192;

  /** To be woken for each line would cost whoever answers requests more than the line. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final AccessLogFormat format;
  private final LogFile file;
  private final BlockingQueue<AccessLine> waiting;
  private final Counter dropped;
  private final Thread thread;
  private volatile boolean closing;
  private boolean failing;

  /**
   * Opens the file and starts its thread.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public AccessLog(AccessLogConfig config, MeterRegistry registry) {
    this(config, registry, WAITING);
  }

  AccessLog(AccessLogConfig config, MeterRegistry registry, int most) {
    this.format = config.format();
    this.file = LogFile.open(config.file());
    this.waiting = new ArrayBlockingQueue<>(most);
    this.dropped = registry.counter("feedmesh.access_log.dropped");
    this.thread = new Thread(this::run, "access-log");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void log(Request request, Response response) {
    HttpFields fields = request.getHeaders();
    HttpURI uri = request.getHttpURI();
    add(
        new AccessLine(
            Request.getRemoteAddr(request),
            Request.getTimeStamp(request),
            request.getMethod(),
            RoleServer.isAbsoluteForm(request) ? uri.asString() : orEmpty(uri.getPathQuery()),
            request.getConnectionMetaData().getHttpVersion().asString(),
            response.getStatus(),
            Response.getContentBytesWritten(response),
            orEmpty(fields.get(HttpHeader.REFERER)),
            orEmpty(fields.get(HttpHeader.USER_AGENT))));
  }

  @Override
  public void log(PlainExchange exchange) {
    PlainRequest request = exchange.request();
    add(
        new AccessLine(
            exchange.client(),
            System.currentTimeMillis(),
            request.head() ? "HEAD" : "GET",
            request.target(),
            HttpVersion.HTTP_1_1.asString(),
            exchange.status(),
            exchange.bodyBytes(),
            orEmpty(request.fields().get(HttpHeader.REFERER)),
            orEmpty(request.fields().get(HttpHeader.USER_AGENT))));
  }

  private static String orEmpty(String value) {
    return value == null ? "" : value;
  }

  void add(AccessLine line) {
    if (!waiting.offer(line)) {
      dropped.increment();
    }
  }

  private void run() {
    List<AccessLine> lines = new ArrayList<>();
    long checked = System.nanoTime();
    while (!closing || !waiting.isEmpty()) {
      if (waiting.drainTo(lines, AT_ONCE) > 0) {
        String text = text(lines);
        attempt(() -> file.write(text), lines.size());
      }
      if (lines.size() < AT_ONCE && !closing) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      lines.clear();
      if (System.nanoTime() - checked > CHECK_NANOS) {
        checked = System.nanoTime();
        attempt(file::reopenIfMoved, 0);
      }
    }
    attempt(file::close, 0);
  }

  private String text(List<AccessLine> lines) {
    StringBuilder text = new StringBuilder(lines.size() * USUAL_LINE);
    for (AccessLine line : lines) {
      format.append(line, text);
      text.append('\n');
    }
    return text.toString();
  }

  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  private void attempt(Writing writing, int lines) {
    try {
      writing.run();
      failing = failing && lines == 0;
    } catch (IOException e) {
      dropped.increment(lines);
      if (!failing) { // once for each trouble
        LOG.warn("the access log cannot be written: {}", e.toString());
        failing = true;
      }
    }
  }

  /** Writes what waits, for at most two seconds. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
