package io.feedmesh.consumers.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.feedmesh.consumers.live.Cursor.Step;
import io.feedmesh.schemas.body.Bodies;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One long poll: answers {@code {"next":ID,"events":[…]}} once, as soon as there is an event, or
 * empty when its time is over. {@code "lost"} says why, where not all since the given id is there.
 */
final class PollClient implements Client {
  private static final int MOST_EVENTS = 500;
  private static final int MOST_BYTES = 1024 * 1024;

  private final Response response;
  private final Callback callback;
  private final LiveClients clients;
  private final Cursor cursor;
  private final long deadline;
  private String lost;
  private boolean answered;

  PollClient(
      Response response,
      Callback callback,
      LiveClients clients,
      LiveChanges live,
      ViewLog log,
      ChangesRequest asked) {
    this.response = response;
    this.callback = callback;
    this.clients = clients;
    this.cursor = new Cursor(live, log, asked.filter(), this::wake);
    this.deadline = System.nanoTime() + asked.timeout().toNanos();
    asked.after().ifPresentOrElse(cursor::startAfter, () -> cursor.startWithLast(asked.last()));
  }

  @Override
  public synchronized void wake() {
    while (!answered) {
      Step step = cursor.next(MOST_EVENTS, MOST_BYTES);
      if (step instanceof Step.Lost now) {
        lost = now.reason();
      } else if (step instanceof Step.Events events && !events.events().isEmpty()) {
        answer(events.events());
      } else if (step instanceof Step.Nothing) {
        if (!answered && System.nanoTime() >= deadline && !cursor.reading()) {
          answer(List.of());
        }
        return;
      }
    }
  }

  @Override
  public void tick(long nanoTime) {
    if (cursor.outlived()) {
      end();
    } else if (nanoTime >= deadline) {
      wake();
    }
  }

  @Override
  public synchronized void end() {
    if (!answered) {
      answer(List.of());
    }
  }

  private void answer(List<LiveEvent> events) {
    answered = true;
    clients.remove(this);
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    json.writeBytes(("{\"next\":\"" + cursor.id() + "\"").getBytes(UTF_8));
    if (lost != null) {
      json.writeBytes((",\"lost\":\"" + lost + "\"").getBytes(UTF_8));
    }
    json.writeBytes(",\"events\":[".getBytes(UTF_8));
    for (LiveEvent event : events) {
      json.writeBytes(Bodies.bytes(event.json()));
      json.write(event == events.get(events.size() - 1) ? ' ' : ',');
    }
    json.writeBytes("]}\n".getBytes(UTF_8));
    response.write(true, ByteBuffer.wrap(json.toByteArray()), callback);
  }
}
