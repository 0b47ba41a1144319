package io.feedmesh.producers.intake;

import io.feedmesh.producers.intake.PingAnswer.Kind;
import io.feedmesh.schemas.topic.Topics;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * Takes pings from every door: limits senders, judges what they say, hands it to Kafka, and says
 * yes only when Kafka has it. Safe for use by several threads; callers never wait.
 */
public final class PingIntake {
  private final PingSpacing spacing;
  private final SenderLimit limit;
  private final DoorMeters meters;
  private final InstantSource clock;

  /** Sends to the topic of pings. */
  public PingIntake(
      Topics topics, Outbound outbound, SenderLimit limit, DoorMeters meters, InstantSource clock) {
    this.spacing = new PingSpacing(topics.pings, outbound);
    this.limit = limit;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Takes one ping of whoever sends pings.
   *
   * @param address network address of its sender
   * @return completes, never exceptionally, when Kafka has it, or has not and will not in time
   */
  public CompletableFuture<PingAnswer> take(Said said, Door door, String address) {
    if (limit.allows(address, System.nanoTime())) {
      return takeWanted(said, door, address);
    }
    meters.count(door, "limited");
    return CompletableFuture.completedFuture(
        new PingAnswer(Kind.LIMITED, "too many pings from " + address + ": wait a little"));
  }

  /**
   * Takes one that we asked for, whose sender has no limit.
   *
   * @param sender for logs
   * @return as {@link #take}
   */
  public CompletableFuture<PingAnswer> takeWanted(Said said, Door door, String sender) {
    PingDecision decision = PingRule.decide(said, door.source(), sender, clock.instant());
    if (decision instanceof PingDecision.Refused refused) {
      meters.count(door, "bad");
      return CompletableFuture.completedFuture(new PingAnswer(Kind.BAD, refused.why()));
    }
    var ping = ((PingDecision.Taken) decision).ping();
    return spacing
        .send(ping)
        .thenApply(
            sent -> {
              PingAnswer answer = sent ? taken(ping.getFeedUrl()) : unavailable();
              meters.count(door, answer.kind().name().toLowerCase(Locale.ROOT));
              return answer;
            });
  }

  /** Counts a request that was no ping at all. */
  public void malformed(Door door) {
    meters.count(door, "malformed");
  }

  private static PingAnswer taken(String feedUrl) {
    return new PingAnswer(Kind.TAKEN, "Thanks for the ping of " + feedUrl);
  }

  private static PingAnswer unavailable() {
    return new PingAnswer(Kind.UNAVAILABLE, "pings cannot be taken at the moment: try again later");
  }
}
