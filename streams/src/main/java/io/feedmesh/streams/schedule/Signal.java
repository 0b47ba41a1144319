package io.feedmesh.streams.schedule;

import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PushResult;
import io.feedmesh.schemas.record.Subscription;

/** What the schedule hears. */
sealed interface Signal {
  /** Somebody wants the feed, until the lease ends. */
  record Subscribed(Subscription subscription) implements Signal {}

  /** Somebody does not want the feed any more. */
  record Unsubscribed() implements Signal {}

  /** Somebody says that something changed. */
  record Pinged(Ping ping) implements Signal {}

  /** A request was answered. */
  record Fetched(FetchResult result) implements Signal {}

  /** Somebody was asked to tell of its changes, and this came of it. */
  record Pushed(PushResult result) implements Signal {}

  /** A new document says this about its feed. */
  record Hinted(FeedHints hints) implements Signal {}

  /** It is another address of a feed that is followed for it, or is so no more. */
  record Aliased(boolean alias) implements Signal {}

  /** So many read it at the edges. */
  record Read(Audience audience) implements Signal {}
}
