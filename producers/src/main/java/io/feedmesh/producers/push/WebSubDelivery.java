package io.feedmesh.producers.push;

import io.feedmesh.producers.intake.Door;
import io.feedmesh.producers.intake.DoorMeters;
import io.feedmesh.producers.intake.Exchange;
import io.feedmesh.producers.intake.RateLimit;
import io.feedmesh.producers.push.PushRecords.Handed;
import io.feedmesh.schemas.push.PushCallback;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeSource;
import java.io.IOException;
import java.util.Locale;

/**
 * Content distribution (W3C WebSub, section 7). A document with a good signature is a change; one
 * without is acknowledged all the same and ignored, as section 7.1 wants it: whoever forges shall
 * not learn from the answer. What is empty, too large, too frequent or in a coding that we do not
 * take is a ping: the feed is fetched. Safe for use by several threads.
 */
final class WebSubDelivery {
  private static final Door DOOR = Door.WEBSUB_CALLBACK;

  private final PushDesk desk;
  private final DoorMeters meters;
  private final Deliveries deliveries;
  private final RateLimit documents = new RateLimit(1);

  WebSubDelivery(PushDesk desk) {
    this.desk = desk;
    this.meters = desk.meters();
    this.deliveries = desk.deliveries();
  }

  void take(Exchange exchange, PushCallback made) {
    deliveries.read(
        exchange,
        new Deliveries.Reader() {
          @Override
          public void whole(byte[] raw) {
            delivered(exchange, made, raw);
          }

          @Override
          public void tooLarge() {
            ping(exchange, made, "too_large");
          }

          @Override
          public void busy() {
            WebSubDelivery.this.busy(exchange);
          }
        });
  }

  private void delivered(Exchange exchange, PushCallback made, byte[] raw) {
    if (raw.length == 0) {
      ping(exchange, made, "light");
      return;
    }
    Signature.Verdict verdict =
        Signature.check(exchange.field("X-Hub-Signature"), raw, desk.keys().secret(made.feedUrl()));
    if (verdict != Signature.Verdict.GOOD) {
      meters.count(DOOR, "signature_" + verdict.name().toLowerCase(Locale.ROOT));
      exchange.answer(202);
    } else if (documents.allows(made.feedUrl().toString(), System.nanoTime())) {
      believed(exchange, made, raw);
    } else {
      ping(exchange, made, "too_frequent");
    }
  }

  private void believed(Exchange exchange, PushCallback made, byte[] raw) {
    Handed handed;
    try {
      handed =
          new Handed(
              made.feedUrl(),
              exchange.field("Content-Type"),
              exchange.fields("Link"),
              deliveries.decoded(exchange, raw, exchange.field("Content-Encoding")));
    } catch (Deliveries.BusyException e) {
      busy(exchange);
      return;
    } catch (IOException e) { // larger than the bound, another coding, or not what it says
      ping(exchange, made, "undecodable");
      return;
    }
    Change change =
        PushRecords.change(handed, ChangeSource.WEBSUB, "receiver", desk.clock().instant());
    var unused =
        desk.change(change)
            .thenAccept(
                sent -> {
                  if (sent) {
                    told(exchange, made, change);
                  } else {
                    failed(exchange);
                  }
                });
  }

  /** The change is there: now the schedule may hear that the hub told of it. */
  private void told(Exchange exchange, PushCallback made, Change change) {
    var unused =
        desk.tell(PushRecords.delivered(made, change, exchange.sender(), desk.clock().instant()))
            .thenAccept(
                told -> {
                  if (told) {
                    meters.count(DOOR, "delivered");
                    exchange.answer(202);
                  } else {
                    failed(exchange);
                  }
                });
  }

  private void ping(Exchange exchange, PushCallback made, String why) {
    meters.count(DOOR, why);
    desk.ping(made.feedUrl(), DOOR, exchange.sender(), exchange, () -> exchange.answer(202));
  }

  private void busy(Exchange exchange) {
    meters.count(DOOR, "busy");
    desk.unavailable(exchange);
  }

  private void failed(Exchange exchange) {
    meters.count(DOOR, "unavailable");
    desk.unavailable(exchange);
  }
}
