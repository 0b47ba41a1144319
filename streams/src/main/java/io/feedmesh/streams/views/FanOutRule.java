package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.topic.SubscriptionKey;
import java.time.Instant;
import java.util.Objects;

/**
 * Who gets what. Whoever has a running lease and wants documents has the current document in its
 * view at all times; whoever has not, has none. Pure; safe for use by several threads.
 */
final class FanOutRule {
  private FanOutRule() {}

  /** What a change of a subscription means for its view of the document. */
  enum Step {
    /** The view is as it should be. */
    NOTHING,
    /** The current document goes into it. */
    SEND,
    /** The document goes out of it. */
    WITHDRAW
  }

  /** Whether the lease runs. */
  static boolean live(Subscription subscription, long now) {
    return subscription.getLeaseUntil().toEpochMilli() > now;
  }

  /** In which shape it wants documents. A query is on entries: documents come whole or not. */
  static Shape shape(Subscription subscription) {
    if (subscription.getWants().contains(Wanted.DOCUMENTS)) {
      return Shape.WHOLE;
    }
    return subscription.getWants().contains(Wanted.METADATA) ? Shape.METADATA : Shape.NONE;
  }

  /** Whether it wants entries of its feed: every one, or those that its query finds. */
  static boolean wantsEntries(Subscription subscription) {
    return subscription.getWants().contains(Wanted.ENTRIES);
  }

  /**
   * What to do when a subscription changes. A renewal in time changes nothing; one that comes after
   * the lease had ended gets the document again, because versions in between were not sent.
   *
   * @param before what it was, or null
   * @param after what it is, or null when it ended
   */
  static Step changed(Subscription before, Subscription after, long now) {
    Shape then = before == null ? Shape.NONE : shape(before);
    Shape next = after == null || !live(after, now) ? Shape.NONE : shape(after);
    if (next == Shape.NONE) {
      return then == Shape.NONE ? Step.NOTHING : Step.WITHDRAW;
    }
    boolean has = before != null && live(before, now) && then == next;
    return has ? Step.NOTHING : Step.SEND;
  }

  /**
   * The subscription with when it started, if it asks for earlier entries: it gets them once, when
   * it begins to get entries, or those of another query.
   *
   * @param before what it was, or null
   * @param after what it is to be, or null when it ended
   */
  static Subscription started(Subscription before, Subscription after, long now) {
    if (after == null) {
      return null;
    }
    boolean asks = after.getSince() != null || (after.getLast() > 0 && after.getFeedUrl() != null);
    if (!asks || !wantsEntries(after) || !live(after, now)) {
      return withStart(after, null);
    }
    boolean runs =
        before != null
            && live(before, now)
            && wantsEntries(before)
            && Objects.equals(before.getQuery(), after.getQuery());
    return withStart(after, runs ? before.getStartedAt() : Instant.ofEpochMilli(now));
  }

  /** The subscription with that as its start. */
  static Subscription withStart(Subscription subscription, Instant startedAt) {
    return subscription == null || Objects.equals(subscription.getStartedAt(), startedAt)
        ? subscription
        : Subscription.newBuilder(subscription).setStartedAt(startedAt).build();
  }

  /** The document in that shape. */
  static Document shaped(Document document, Shape shape) {
    return shape == Shape.WHOLE ? document : Document.newBuilder(document).setBody(null).build();
  }

  /** Where the subscriber looks for the document: under the address by which it knows the feed. */
  static String viewKey(SubscriptionKey key) {
    return key.subscriber() + " " + key.address();
  }

  /** The document as that of the address by which the subscriber knows the feed. */
  static Document as(SubscriptionKey key, Document document) {
    return key.alias() == null || document == null
        ? document
        : Document.newBuilder(document).setFeedUrl(key.alias()).build();
  }
}
