package io.feedmesh.consumers.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.feedmesh.consumers.live.Cursor.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * One stream of server-sent events. Has no queue: each finished write is followed by the next piece
 * from its {@link Cursor}, so a slow client costs one unfinished write and is dropped when that
 * takes too long. Each event goes to the socket at once.
 */
final class SseClient extends IteratingCallback implements Client {
  private static final int MOST_BYTES = 32 * 1024;
  private static final int RETRY_MILLIS = 2_000;

  private final Response response;
  private final Callback callback;
  private final EndPoint endPoint;
  private final Cursor cursor;
  private final LiveClients clients;
  private final LiveMeters meters;
  private final Runnable stillAsked;
  private final long heartbeatNanos;
  private final long patienceNanos;
  private volatile long lastWrite = System.nanoTime();
  private volatile boolean writing;
  private volatile boolean ending;
  private boolean greeted;

  SseClient(
      Request request,
      Response response,
      Callback callback,
      LiveClients clients,
      LiveChanges live,
      ViewLog log,
      ChangesRequest asked,
      Runnable stillAsked) {
    this.response = response;
    this.callback = callback;
    this.endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    this.clients = clients;
    this.meters = live.meters();
    this.stillAsked = stillAsked;
    this.heartbeatNanos = live.config().heartbeat().toNanos();
    this.patienceNanos = live.config().patience().toNanos();
    this.cursor = new Cursor(live, log, asked.filter(), this::iterate);
    asked.after().ifPresentOrElse(cursor::startAfter, () -> cursor.startWithLast(asked.last()));
  }

  @Override
  public void wake() {
    iterate();
  }

  @Override
  public void tick(long nanoTime) {
    long since = nanoTime - lastWrite;
    if (writing && since > patienceNanos) {
      meters.dropped().increment();
      clients.remove(this);
      endPoint.close(new IOException("took more than the patience allowed to accept events"));
    } else if (cursor.outlived()) {
      end();
    } else if (!writing && since > heartbeatNanos) {
      iterate();
    }
  }

  @Override
  public void end() {
    ending = true;
    iterate();
  }

  @Override
  protected Action process() {
    writing = false;
    if (ending) {
      return Action.SUCCEEDED;
    }
    ByteBuffer next = next();
    if (next == null) {
      return Action.IDLE;
    }
    lastWrite = System.nanoTime();
    writing = true;
    response.write(false, next, this);
    return Action.SCHEDULED;
  }

  private ByteBuffer next() {
    if (!greeted) {
      greeted = true;
      return text("retry: " + RETRY_MILLIS + "\nid: " + cursor.id() + "\n\n");
    }
    while (true) {
      Step step = cursor.next(Integer.MAX_VALUE, MOST_BYTES);
      if (step instanceof Step.Lost lost) {
        return text(
            "id: "
                + cursor.id()
                + "\nevent: lost\ndata: {\"reason\":\""
                + lost.reason()
                + "\"}\n\n");
      }
      if (step instanceof Step.Events events && !events.events().isEmpty()) {
        return join(events.events());
      }
      if (step instanceof Step.Nothing) {
        return heartbeat();
      }
    }
  }

  /** Carries the id on, so that a client of a quiet feed has not far to go back. */
  private ByteBuffer heartbeat() {
    if (System.nanoTime() - lastWrite <= heartbeatNanos) {
      return null;
    }
    stillAsked.run();
    return text(":\nid: " + cursor.id() + "\n\n");
  }

  private static ByteBuffer join(List<LiveEvent> events) {
    if (events.size() == 1) {
      return events.get(0).sse();
    }
    ByteBuffer all = ByteBuffer.allocate(events.stream().mapToInt(e -> e.size()).sum());
    events.forEach(event -> all.put(event.sse()));
    return all.flip();
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  protected void onCompleteSuccess() {
    clients.remove(this);
    callback.succeeded();
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    clients.remove(this);
    callback.failed(cause);
  }
}
