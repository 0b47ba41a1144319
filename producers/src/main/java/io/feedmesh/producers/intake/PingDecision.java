package io.feedmesh.producers.intake;

import io.feedmesh.schemas.record.Ping;

/** What becomes of what a sender said. */
sealed interface PingDecision {
  /** A ping to hand on. */
  record Taken(Ping ping) implements PingDecision {}

  /**
   * Nothing to hand on.
   *
   * @param why for the sender
   */
  record Refused(String why) implements PingDecision {}
}
