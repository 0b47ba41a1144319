package io.feedmesh.producers.push;

import io.feedmesh.producers.intake.Door;
import io.feedmesh.producers.intake.DoorMeters;
import io.feedmesh.producers.intake.Exchange;
import io.feedmesh.producers.intake.Outbound;
import io.feedmesh.producers.intake.PingIntake;
import io.feedmesh.producers.intake.Said;
import io.feedmesh.schemas.push.PushCallback;
import io.feedmesh.schemas.push.PushKeys;
import io.feedmesh.schemas.push.PushKeys.Caller;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.PushResult;
import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;

/**
 * What all ways in for pushes share: the key, the bounds of documents under way, and the way to
 * Kafka. Safe for use by several threads.
 */
public final class PushDesk {
  /** Largest document, as fetchers have it by default. */
  static final int MAX_DOCUMENT = 10 * 1024 * 1024;

  private final PushKeys keys;
  private final Topics topics;
  private final Outbound outbound;
  private final PingIntake intake;
  private final DoorMeters meters;
  private final InstantSource clock;
  private final Deliveries deliveries =
      new Deliveries(MAX_DOCUMENT, Runtime.getRuntime().maxMemory() / 4);

  /**
   * One on the given parts.
   *
   * @param keys the installation's; null where none is configured
   * @param intake for what turns out to be a mere ping
   */
  public PushDesk(
      PushKeys keys,
      Topics topics,
      Outbound outbound,
      PingIntake intake,
      DoorMeters meters,
      InstantSource clock) {
    this.keys = keys;
    this.topics = topics;
    this.outbound = outbound;
    this.intake = intake;
    this.meters = meters;
    this.clock = clock;
  }

  /** The keys; null where none is configured. */
  PushKeys keys() {
    return keys;
  }

  DoorMeters meters() {
    return meters;
  }

  InstantSource clock() {
    return clock;
  }

  Deliveries deliveries() {
    return deliveries;
  }

  /** What the path was made for; empty where it was not made by our key. */
  Optional<PushCallback> callback(Caller caller, String path) {
    return keys == null ? Optional.empty() : keys.callback(caller, path);
  }

  /** Completes with whether Kafka has it. */
  CompletableFuture<Boolean> tell(PushResult result) {
    return outbound.send(topics.pushResults, result.getFeedUrl(), result);
  }

  /** Completes with whether Kafka has it. */
  CompletableFuture<Boolean> change(Change change) {
    return outbound.send(topics.changes, change.getFeedUrl(), change);
  }

  /** A push that says no more than that the feed changed; {@code taken} answers it. */
  void ping(FeedUrl feed, Door door, String sender, Exchange exchange, Runnable taken) {
    var unused =
        intake
            .takeWanted(Said.feed(feed.toString()), door, sender)
            .thenAccept(
                answer -> {
                  if (answer.isError()) {
                    unavailable(exchange);
                  } else {
                    taken.run();
                  }
                });
  }

  /** Answers that Kafka has it not. */
  void unavailable(Exchange exchange) {
    exchange.header(HttpHeader.RETRY_AFTER, "10");
    exchange.say(503, "this cannot be taken at the moment: try again later");
  }
}
