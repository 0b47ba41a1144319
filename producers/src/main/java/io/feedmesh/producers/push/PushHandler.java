package io.feedmesh.producers.push;

import io.feedmesh.producers.intake.Door;
import io.feedmesh.producers.intake.DoorMeters;
import io.feedmesh.producers.intake.Exchange;
import io.feedmesh.producers.intake.Forms;
import io.feedmesh.producers.intake.RateLimit;
import io.feedmesh.producers.push.PushDecision.Allowed;
import io.feedmesh.producers.push.PushDecision.Refused;
import io.feedmesh.producers.push.PushRecords.Handed;
import io.feedmesh.schemas.body.TooLargeException;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeSource;
import java.io.IOException;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code POST /push?url=FEED}: an aggregation service hands in the document of a feed, with a
 * {@link PushToken}. Within the token's trust it is a change, answered 202 once Kafka has it;
 * beyond, it is a ping: the feed is fetched from its origin.
 */
public final class PushHandler extends Handler.Abstract {
  private static final Set<String> PATHS = Set.of("/push", "/push/");
  private static final Door DOOR = Door.PUSH;

  private final PushDesk desk;
  private final DoorMeters meters;
  private final Set<String> refused;
  private final RateLimit limit;

  /**
   * Takes what comes to that desk.
   *
   * @param refused clients whose tokens are worth nothing
   * @param perSecond how many documents one client may hand in a second in the long run
   */
  public PushHandler(PushDesk desk, Set<String> refused, int perSecond) {
    this.desk = desk;
    this.meters = desk.meters();
    this.refused = Set.copyOf(refused);
    this.limit = new RateLimit(perSecond);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!PATHS.contains(Request.getPathInContext(request))) {
      return false;
    }
    Exchange exchange = new Exchange(request, response, callback);
    if (desk.keys() == null) {
      refuse(exchange, new Refused(404, "no_key", "this receiver has no push key"));
    } else if (!request.getMethod().equals("POST")) {
      exchange.onlyAllowed("POST");
    } else {
      PushDecision decision =
          PushRule.decide(
              exchange.field("Authorization"),
              feedUrl(exchange),
              desk.keys(),
              refused,
              desk.clock().instant());
      if (decision instanceof Refused no) {
        refuse(exchange, no);
      } else {
        allowed(exchange, (Allowed) decision);
      }
    }
    return true;
  }

  private static String feedUrl(Exchange exchange) {
    try {
      String named = Forms.of(exchange.request().getHttpURI().getQuery(), null).first("url");
      return named == null ? exchange.field("Feed-URL") : named;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private void allowed(Exchange exchange, Allowed allowed) {
    if (!limit.allows(allowed.client(), System.nanoTime())) {
      exchange.header(HttpHeader.RETRY_AFTER, "1");
      refuse(exchange, new Refused(429, "limited", "too many documents: wait a little"));
      return;
    }
    desk.deliveries()
        .read(
            exchange,
            new Deliveries.Reader() {
              @Override
              public void whole(byte[] raw) {
                read(exchange, allowed, raw);
              }

              @Override
              public void tooLarge() {
                refuse(exchange, PushHandler.tooLarge());
              }

              @Override
              public void busy() {
                PushHandler.this.busy(exchange);
              }
            });
  }

  private void read(Exchange exchange, Allowed allowed, byte[] raw) {
    byte[] body;
    try {
      body = desk.deliveries().decoded(exchange, raw, exchange.field("Content-Encoding"));
    } catch (Deliveries.BusyException e) {
      busy(exchange);
      return;
    } catch (Deliveries.UnknownCodingException e) {
      refuse(exchange, new Refused(415, "coding", e.getMessage()));
      return;
    } catch (TooLargeException e) {
      refuse(exchange, tooLarge());
      return;
    } catch (IOException e) {
      refuse(exchange, new Refused(400, "undecodable", "expected gzip: " + e.getMessage()));
      return;
    }
    if (body.length == 0) {
      refuse(exchange, new Refused(400, "empty", "expected the document, found no body"));
    } else if (allowed.trusted()) {
      change(exchange, allowed, body);
    } else {
      ping(exchange, allowed);
    }
  }

  private void change(Exchange exchange, Allowed allowed, byte[] body) {
    Handed handed =
        new Handed(allowed.feed(), exchange.field("Content-Type"), exchange.fields("Link"), body);
    Change change =
        PushRecords.change(handed, ChangeSource.PUSH, allowed.client(), desk.clock().instant());
    var unused =
        desk.change(change)
            .thenAccept(
                sent -> {
                  meters.count(DOOR, sent ? "document" : "unavailable");
                  if (sent) {
                    exchange.say(202, "taken: " + body.length + " bytes of " + allowed.feed());
                  } else {
                    desk.unavailable(exchange);
                  }
                });
  }

  private void ping(Exchange exchange, Allowed allowed) {
    meters.count(DOOR, "untrusted");
    desk.ping(
        allowed.feed(),
        DOOR,
        allowed.client(),
        exchange,
        () ->
            exchange.say(
                202,
                "pinged: "
                    + allowed.client()
                    + " is not trusted for "
                    + allowed.feed().host()
                    + ", so the feed is fetched from there"));
  }

  private void refuse(Exchange exchange, Refused no) {
    meters.count(DOOR, no.counted());
    if (no.status() == 401) { // RFC 6750, section 3
      String error = no.counted().equals("no_token") ? "" : ", error=\"invalid_token\"";
      exchange.header(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"feedmesh\"" + error);
    }
    exchange.say(no.status(), no.why());
  }

  private void busy(Exchange exchange) {
    meters.count(DOOR, "busy");
    desk.unavailable(exchange);
  }

  private static Refused tooLarge() {
    return new Refused(
        413, "too_large", "expected a document of up to " + PushDesk.MAX_DOCUMENT + " bytes");
  }
}
