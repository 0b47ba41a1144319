package io.feedmesh.producers.push;

import io.feedmesh.schemas.url.FeedUrl;

/** What becomes of a request to hand in a document. */
sealed interface PushDecision {
  /**
   * The document may be handed in.
   *
   * @param client by whom
   * @param feed of which feed
   * @param trusted whether it is believed; if not, the feed is fetched
   */
  record Allowed(String client, FeedUrl feed, boolean trusted) implements PushDecision {}

  /**
   * It may not.
   *
   * @param status HTTP status
   * @param counted how it is counted
   * @param why for the sender
   */
  record Refused(int status, String counted, String why) implements PushDecision {}
}
