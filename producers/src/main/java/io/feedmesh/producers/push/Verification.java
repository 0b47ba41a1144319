package io.feedmesh.producers.push;

/** What a hub's GET of a callback means. */
sealed interface Verification {
  /**
   * It asks whether a subscription is wanted, which it is.
   *
   * @param challenge to be echoed
   * @param leaseSeconds how long it will run, 0 where that was not said
   */
  record Subscribed(String challenge, long leaseSeconds) implements Verification {}

  /**
   * It asks whether a subscription is to end, which it is.
   *
   * @param challenge to be echoed
   */
  record Unsubscribed(String challenge) implements Verification {}

  /**
   * It will not tell us, or no longer.
   *
   * @param reason in its words, or null
   */
  record Denied(String reason) implements Verification {}

  /** It is about something that this callback was not made for. */
  record NotOurs() implements Verification {}
}
