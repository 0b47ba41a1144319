package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.Subscription;

/** What follows from a change of a subscription, under the key of the topic that it goes to. */
sealed interface ViewChange {
  /** The subscriber's view of the document; null withdraws it. */
  record View(Document document) implements ViewChange {}

  /** What 'subscriptions' is to say; null for a lease that ended. */
  record Standing(Subscription subscription) implements ViewChange {}

  /** A stored query over all feeds; null for one that ended. */
  record Search(Subscription subscription) implements ViewChange {}
}
