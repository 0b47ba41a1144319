package io.feedmesh.producers.push;

import io.feedmesh.producers.intake.Door;
import io.feedmesh.producers.intake.DoorMeters;
import io.feedmesh.producers.intake.Exchange;
import io.feedmesh.producers.intake.Outbound;
import io.feedmesh.producers.intake.PingAnswer;
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
 * What all ways in for pushes share: the key, and the way to Kafka. Immutable, safe for use by
 * several threads.
 *
 * @param keys the installation's; null where none is configured
 * @param name of this receiver in changes
 * @param topics the catalogue
 * @param outbound the way to Kafka
 * @param intake for what turns out to be a mere ping
 * @param meters of the doors
 * @param clock of this process
 */
public record PushDesk(
    PushKeys keys,
    String name,
    Topics topics,
    Outbound outbound,
    PingIntake intake,
    DoorMeters meters,
    InstantSource clock) {
  /** Largest document, as fetchers have it by default. */
  static final int MAX_DOCUMENT = 10 * 1024 * 1024;

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

  /** A push that says no more than that the feed changed. */
  CompletableFuture<PingAnswer> ping(FeedUrl feed, Door door, String sender) {
    return intake.takeWanted(Said.feed(feed.toString()), door, sender);
  }

  /** Documents under way may take a quarter of the heap. */
  static Deliveries deliveries() {
    return new Deliveries(MAX_DOCUMENT, Runtime.getRuntime().maxMemory() / 4);
  }

  /** Answers that Kafka has it not. */
  void unavailable(Exchange exchange) {
    exchange.header(HttpHeader.RETRY_AFTER, "10");
    exchange.say(503, "this cannot be taken at the moment: try again later");
  }
}
