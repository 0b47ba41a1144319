package io.feedmesh.streams.schedule;

import io.feedmesh.schemas.record.FeedStatus;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.record.PushRequest;
import io.feedmesh.schemas.record.Subscription;

/** What the schedule says. */
sealed interface Told {
  /** Fetch this feed. */
  record Request(FetchRequest request) implements Told {}

  /** Ask its hub to tell of the feed's changes, or to stop. */
  record AskHub(PushRequest request) implements Told {}

  /**
   * What is remarkable about the feed now.
   *
   * @param status null where nothing is
   */
  record Condition(FeedStatus status) implements Told {}

  /**
   * A subscription to a page goes to the feed that the page names.
   *
   * @param subscription to the feed; null ends the one to the page
   */
  record Moved(Subscription subscription) implements Told {}
}
