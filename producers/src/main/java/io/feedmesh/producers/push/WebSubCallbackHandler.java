package io.feedmesh.producers.push;

import io.feedmesh.producers.intake.Door;
import io.feedmesh.producers.intake.DoorMeters;
import io.feedmesh.producers.intake.Exchange;
import io.feedmesh.producers.intake.Forms;
import io.feedmesh.producers.intake.RateLimit;
import io.feedmesh.schemas.push.PushCallback;
import io.feedmesh.schemas.push.PushKeys.Caller;
import io.feedmesh.schemas.record.PushResult;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What WebSub hubs call for our subscriptions (W3C WebSub, sections 5.2, 5.3 and 7): {@code GET} to
 * verify or deny them, {@code POST} to deliver. The path says what it was made for, and that we
 * made it; any other path is answered 404, and so are all where no push key is configured.
 */
public final class WebSubCallbackHandler extends Handler.Abstract {
  private final PushDesk desk;
  private final DoorMeters meters;
  private final WebSubDelivery delivery;
  private final RateLimit verifications = new RateLimit(1);

  /** Takes what comes to that desk. */
  public WebSubCallbackHandler(PushDesk desk) {
    this.desk = desk;
    this.meters = desk.meters();
    this.delivery = new WebSubDelivery(desk);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    if (!path.startsWith(Caller.WEBSUB.prefix())) {
      return false;
    }
    Exchange exchange = new Exchange(request, response, callback);
    Optional<PushCallback> made = desk.callback(Caller.WEBSUB, path);
    if (made.isEmpty()) {
      meters.count(Door.WEBSUB_CALLBACK, "unknown");
      exchange.say(404, "nothing is subscribed to here");
      return true;
    }
    switch (request.getMethod()) {
      case "GET" -> verify(exchange, made.get());
      case "POST" -> delivery.take(exchange, made.get());
      default -> exchange.onlyAllowed("GET, POST");
    }
    return true;
  }

  private void verify(Exchange exchange, PushCallback made) {
    Verification verification;
    try {
      Forms query = Forms.of(exchange.request().getHttpURI().getQuery(), null);
      verification = VerificationRule.decide(query, made);
    } catch (IllegalArgumentException e) {
      verification = new Verification.NotOurs();
    }
    if (verification instanceof Verification.NotOurs) {
      meters.count(Door.WEBSUB_CALLBACK, "refused");
      exchange.say(404, "this was not subscribed to here");
    } else if (!verifications.allows(made.feedUrl().toString(), System.nanoTime())) {
      meters.count(Door.WEBSUB_CALLBACK, "limited");
      exchange.header(HttpHeader.RETRY_AFTER, "1");
      exchange.say(429, "too many verifications: wait a little");
    } else if (verification instanceof Verification.Subscribed subscribed) {
      answer(
          exchange,
          PushRecords.verified(
              made, subscribed.leaseSeconds(), exchange.sender(), desk.clock().instant()),
          "verified",
          subscribed.challenge());
    } else if (verification instanceof Verification.Unsubscribed unsubscribed) {
      answer(
          exchange,
          PushRecords.unsubscribed(made, exchange.sender(), desk.clock().instant()),
          "unsubscribed",
          unsubscribed.challenge());
    } else {
      String reason = ((Verification.Denied) verification).reason();
      answer(
          exchange,
          PushRecords.denied(made, reason, exchange.sender(), desk.clock().instant()),
          "denied",
          "");
    }
  }

  /** Says yes only once Kafka knows of it: a lease that nobody knows of would not be renewed. */
  private void answer(Exchange exchange, PushResult result, String counted, String echo) {
    var unused =
        desk.tell(result)
            .thenAccept(
                told -> {
                  meters.count(Door.WEBSUB_CALLBACK, told ? counted : "unavailable");
                  if (told) {
                    exchange.echo(echo);
                  } else {
                    desk.unavailable(exchange);
                  }
                });
  }
}
