package io.feedmesh.schemas.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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

  /** When a connection must have brought what it owes. */
  private static final class Due {
    private volatile boolean owing = true;
    private volatile long at;

    void owe(long nanos) {
      at = System.nanoTime() + nanos;
      owing = true;
    }

    void paid() {
      owing = false;
    }

    boolean over(long now) {
      return owing && now - at > 0;
    }
  }

  @Override
  public void onOpened(Connection connection) {
    Due due = new Due();
    due.owe(deadlineNanos);
    connections.put(connection.getEndPoint(), due);
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
    Request.addCompletionListener(request, failure -> due.owe(deadlineNanos));
    if (request.getLength() <= 0 && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
      due.paid();
      return super.handle(request, response, callback);
    }
    due.owe(deadlineNanos);
    return super.handle(new BodyOwed(request, due), response, callback);
  }

  /** Notes when the body has come to its end. */
  private static final class BodyOwed extends Request.Wrapper {
    private final Due due;

    BodyOwed(Request request, Due due) {
      super(request);
      this.due = due;
    }

    @Override
    public Content.Chunk read() {
      Content.Chunk chunk = super.read();
      if (chunk != null && chunk.isLast()) {
        due.paid();
      }
      return chunk;
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
          if (due.over(now)) {
            endPoint.close();
          }
        });
    if (isStarting() || isStarted()) {
      scheduleSweep();
    }
  }
}
