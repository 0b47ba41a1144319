package io.feedmesh.consumers.live;

import io.feedmesh.schemas.http.RoleServer;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/**
 * {@code GET /changes}: the view as server-sent events (HTML Living Standard, 9.2), or as a long
 * poll for those who accept JSON. {@code ?feed=URL} (repeatable) asks for single feeds; {@code
 * ?last=N} starts with the last events; {@code Last-Event-ID} resumes without gap or repeat. No
 * thread waits for a client, however many there are.
 *
 * <p>Sends no CORS headers: which feeds an edge's readers follow is nothing that any page on the
 * Web may ask a reader's browser for.
 */
public final class ChangesHandler extends Handler.Abstract.NonBlocking implements AutoCloseable {
  private final LiveChanges live;
  private final LiveClients clients;
  private final Consumer<FeedUrl> asked;

  /**
   * Serves what the given view holds.
   *
   * @param asked hears of each feed that a client names, when it connects and with every heartbeat
   *     while it stays, so that the feed gets and keeps its subscription; must not block
   */
  public ChangesHandler(LiveChanges live, MeterRegistry registry, Consumer<FeedUrl> asked) {
    this.live = live;
    this.asked = asked;
    this.clients = new LiveClients(live.config(), registry);
    live.onNews(clients::wake);
  }

  /** Clients connected now. */
  public int clients() {
    return clients.count();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (RoleServer.isAbsoluteForm(request)
        || !Request.getPathInContext(request).equals("/changes")) {
      return false;
    }
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    if (!HttpMethod.GET.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET");
      refuse(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, "expected GET");
      return true;
    }
    ChangesRequest wanted;
    try {
      wanted = ChangesRequest.parse(query(request), request.getHeaders().get("Last-Event-ID"));
    } catch (IllegalArgumentException e) {
      refuse(response, callback, HttpStatus.BAD_REQUEST_400, e.getMessage());
      return true;
    }
    serve(request, response, callback, wanted);
    return true;
  }

  /** Ends all streams, so that the server can stop at once. */
  @Override
  public void close() {
    clients.close();
  }

  private void serve(Request request, Response response, Callback callback, ChangesRequest wanted) {
    ChangesRequest.Form form = ChangesRequest.form(request.getHeaders().get(HttpHeader.ACCEPT));
    Optional<ViewLog> log = live.log();
    if (form == ChangesRequest.Form.NONE) {
      refuse(
          response,
          callback,
          HttpStatus.NOT_ACCEPTABLE_406,
          "expected Accept: text/event-stream or application/json");
    } else if (log.isEmpty()) {
      busy(response, callback, "the stream of changes is not connected to Kafka yet");
    } else if (!clients.enter()) {
      live.meters().refused().increment();
      busy(response, callback, "as many clients as this edge takes are connected");
    } else {
      connect(request, response, callback, wanted, log.get(), form);
    }
  }

  private void connect(
      Request request,
      Response response,
      Callback callback,
      ChangesRequest wanted,
      ViewLog log,
      ChangesRequest.Form form) {
    Runnable stillAsked = () -> wanted.filter().feeds().forEach(asked);
    stillAsked.run();
    request.addIdleTimeoutListener(timeout -> false); // waiting is what it is here for
    if (form == ChangesRequest.Form.POLL) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
      clients.add(new PollClient(response, callback, clients, live, log, wanted));
    } else {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
      response.getHeaders().put("X-Accel-Buffering", "no"); // nginx would hold events back
      clients.add(
          new SseClient(request, response, callback, clients, live, log, wanted, stillAsked));
    }
  }

  private static Map<String, List<String>> query(Request request) {
    Map<String, List<String>> query = new TreeMap<>();
    for (Fields.Field field : Request.extractQueryParameters(request)) {
      query.put(field.getName(), new ArrayList<>(field.getValues()));
    }
    return query;
  }

  private static void busy(Response response, Callback callback, String why) {
    response.getHeaders().put(HttpHeader.RETRY_AFTER, "5");
    refuse(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, why);
  }

  private static void refuse(Response response, Callback callback, int status, String why) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    Content.Sink.write(response, true, why + "\n", callback);
  }
}
