package io.feedmesh.producers.push;

import io.feedmesh.producers.intake.Door;
import io.feedmesh.producers.intake.DoorMeters;
import io.feedmesh.producers.intake.Exchange;
import io.feedmesh.producers.intake.Forms;
import io.feedmesh.schemas.push.PushCallback;
import io.feedmesh.schemas.push.PushKeys.Caller;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What rssCloud servers call for our registrations: {@code GET} with url and challenge to test
 * them, {@code POST} to tell of a change, which is a ping. Paths that our key did not make are
 * answered 404, and so are all where none is configured.
 */
public final class RssCloudCallbackHandler extends Handler.Abstract.NonBlocking {
  private static final Door DOOR = Door.RSS_CLOUD_CALLBACK;

  private final PushDesk desk;
  private final DoorMeters meters;

  /** Takes what comes to that desk. */
  public RssCloudCallbackHandler(PushDesk desk) {
    this.desk = desk;
    this.meters = desk.meters();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    if (!path.startsWith(Caller.RSS_CLOUD.prefix())) {
      return false;
    }
    Exchange exchange = new Exchange(request, response, callback);
    Optional<PushCallback> made = desk.callback(Caller.RSS_CLOUD, path);
    if (made.isEmpty()) {
      meters.count(DOOR, "unknown");
      exchange.say(404, "nothing is registered here");
      return true;
    }
    switch (request.getMethod()) {
      case "GET" -> challenged(exchange, made.get());
      case "POST" ->
          exchange.read(body -> told(exchange, made.get()), () -> told(exchange, made.get()));
      default -> exchange.onlyAllowed("GET, POST");
    }
    return true;
  }

  private void challenged(Exchange exchange, PushCallback made) {
    String challenge = challenge(exchange, made);
    meters.count(DOOR, challenge == null ? "refused" : "verified");
    if (challenge == null) {
      exchange.say(404, "this was not registered here");
    } else {
      exchange.echo(challenge);
    }
  }

  private static String challenge(Exchange exchange, PushCallback made) {
    try {
      Forms query = Forms.of(exchange.request().getHttpURI().getQuery(), null);
      return made.topic().equals(query.first("url")) ? query.first("challenge") : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The path says which feed; clouds differ in how they spell it in the body. */
  private void told(Exchange exchange, PushCallback made) {
    desk.ping(made.feedUrl(), DOOR, exchange.sender(), exchange, () -> exchange.say(200, "thanks"));
  }
}
