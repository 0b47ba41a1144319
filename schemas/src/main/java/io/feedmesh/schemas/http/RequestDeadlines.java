package io.feedmesh.schemas.http;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose next request does not come in time, and those that do not take what was
 * asked for. Jetty's idle time-out starts anew with every byte, so a client that sends or takes a
 * byte every few seconds would hold its connection for ever. A connection has a due time while it
 * owes us a header or a body, and none while a request is being answered, however long that takes;
 * while an answer waits for it, it must take it at a pace.
 */
final class RequestDeadlines extends Handler.Wrapper {
  private final long deadlineNanos;
  private final AnswerPace pace;
  private final List<ClientConnector> connectors;
  private final ServerMeters meters;
  private volatile Scheduler.Task sweep;

  RequestDeadlines(ServerLimits limits, List<ClientConnector> connectors, ServerMeters meters) {
    this.deadlineNanos = limits.requestDeadline().toNanos();
    this.pace = limits.pace();
    this.connectors = List.copyOf(connectors);
    this.meters = meters;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    ClientEndPoint client =
        ClientEndPoint.of(request.getConnectionMetaData().getConnection().getEndPoint());
    if (client == null) {
      return super.handle(request, response, callback);
    }
    Owed owed = client.owed();
    boolean multiplexed = request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2;
    Response paced = multiplexed ? new OwedAnswer(request, response, client.streams()) : response;
    boolean body = request.getLength() > 0 || SizesHandler.hasUntoldBody(request);
    owed.begin();
    if (!body) {
      Request.addCompletionListener(request, failure -> owed.end(System.nanoTime()));
      return super.handle(request, paced, callback);
    }
    BodyOwed awaited = new BodyOwed(request, owed);
    Request.addCompletionListener(
        request,
        failure -> {
          awaited.came();
          owed.end(System.nanoTime());
        });
    return super.handle(awaited, paced, callback);
  }

  /** Notes when the body has come to its end. */
  private static final class BodyOwed extends Request.Wrapper {
    private final Owed owed;

    BodyOwed(Request request, Owed owed) {
      super(request);
      this.owed = owed;
      owed.bodyBegins(this, System.nanoTime());
    }

    @Override
    public Content.Chunk read() {
      Content.Chunk chunk = super.read();
      if (chunk != null && chunk.isLast()) {
        came();
      }
      return chunk;
    }

    /** Whatever comes first: the body's end, or that of the answer. */
    void came() {
      owed.bodyCame(this);
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
    long shortest = Math.min(deadlineNanos, pace.window().toNanos());
    long pause = Math.max(5_000_000, Math.min(shortest / 8, 1_000_000_000));
    sweep = getServer().getScheduler().schedule(this::sweep, pause, TimeUnit.NANOSECONDS);
  }

  private void sweep() {
    long now = System.nanoTime();
    for (ClientConnector connector : connectors) {
      for (EndPoint endPoint : connector.getConnectedEndPoints()) {
        if (endPoint instanceof ClientEndPoint client) {
          judge(client, now);
        }
      }
    }
    if (isStarting() || isStarted()) {
      scheduleSweep();
    }
  }

  private void judge(ClientEndPoint client, long now) {
    if (client.readsTooSlowly(now, pace)) {
      meters.slowReader.increment();
      client.drop();
    } else if (client.overstays(now)) {
      client.drop();
    } else if (!client.dismissed() && client.owed().over(now, deadlineNanos)) {
      if (client.owed().onlyAnother()) {
        meters.idle.increment();
        client.dismiss(now, deadlineNanos / 2);
      } else {
        meters.slowRequest.increment();
        client.drop();
      }
    }
  }
}
