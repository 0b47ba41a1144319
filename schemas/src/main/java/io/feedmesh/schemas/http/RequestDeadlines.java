package io.feedmesh.schemas.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose next request does not come in time. Jetty's idle time-out starts anew
 * with every byte, so a client that sends a byte every few seconds would hold its connection for
 * ever. A connection has a due time while it owes us a header or a body, and none while a request
 * is being answered, however long that takes.
 */
final class RequestDeadlines extends Handler.Wrapper implements Connection.Listener {
  private final long deadlineNanos;
  private final Map<EndPoint, Due> connections = new ConcurrentHashMap<>();
  private volatile Scheduler.Task sweep;

  RequestDeadlines(Duration deadline) {
    this.deadlineNanos = deadline.toNanos();
  }

  /**
   * When a connection must have brought what it owes: the body of a request, or, while none is
   * being answered, the next request. HTTP/2 has several requests at a time.
   */
  private static final class Due {
    private int answering;
    private int bodies;
    private long since = System.nanoTime();

    synchronized void begin(boolean body) {
      answering++;
      if (body) {
        bodies++;
        since = System.nanoTime();
      }
    }

    synchronized void bodyCame() {
      bodies--;
    }

    synchronized void end() {
      answering--;
      if (answering == 0) {
        since = System.nanoTime();
      }
    }

    synchronized boolean over(long now, long deadlineNanos) {
      return (answering == 0 || bodies > 0) && now - since > deadlineNanos;
    }
  }

  @Override
  public void onOpened(Connection connection) {
    connections.put(connection.getEndPoint(), new Due());
  }

  @Override
  public void onClosed(Connection connection) {
    connections.remove(connection.getEndPoint());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Due due = connections.get(request.getConnectionMetaData().getConnection().getEndPoint());
    if (due == null) {
      return super.handle(request, response, callback);
    }
    boolean body =
        request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    due.begin(body);
    if (!body) {
      Request.addCompletionListener(request, failure -> due.end());
      return super.handle(request, response, callback);
    }
    BodyOwed owed = new BodyOwed(request, due);
    Request.addCompletionListener(
        request,
        failure -> {
          owed.came();
          due.end();
        });
    return super.handle(owed, response, callback);
  }

  /** Notes when the body has come to its end. */
  private static final class BodyOwed extends Request.Wrapper {
    private final Due due;
    private final AtomicBoolean came = new AtomicBoolean();

    BodyOwed(Request request, Due due) {
      super(request);
      this.due = due;
    }

    @Override
    public Content.Chunk read() {
      Content.Chunk chunk = super.read();
      if (chunk != null && chunk.isLast()) {
        came();
      }
      return chunk;
    }

    /** Once, whatever comes first: the body's end, or that of the answer. */
    void came() {
      if (came.compareAndSet(false, true)) {
        due.bodyCame();
      }
    }
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    scheduleSweep();
  }

  @Override
  protected void doStop() throws Exception {
    Scheduler.Task last = sweep;
    if (last != null) {
      last.cancel();
    }
    super.doStop();
  }

  private void scheduleSweep() {
    long pause = Math.max(5_000_000, Math.min(deadlineNanos / 8, 1_000_000_000));
    sweep = getServer().getScheduler().schedule(this::sweep, pause, TimeUnit.NANOSECONDS);
  }

  private void sweep() {
    long now = System.nanoTime();
    connections.forEach(
        (endPoint, due) -> {
          if (due.over(now, deadlineNanos)) {
            endPoint.close();
          }
        });
    if (isStarting() || isStarted()) {
      scheduleSweep();
    }
  }
}
