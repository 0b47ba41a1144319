package io.feedmesh.consumers.subscribe;

import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One of an edge's subscriptions, with no more than is needed of it: there may be a million.
 *
 * @param until when its lease ends, milliseconds since 1970
 * @param madeAt when it was last renewed
 * @param hot whether documents come, or else what is known of them
 * @param special the whole of it if it says more than an edge does by itself, or null
 */
record Held(long until, long madeAt, boolean hot, Subscription special) {
  /** Who made the subscriptions that follow from what readers ask for. */
  static final String EDGE = "edge";

  private static final Set<Wanted> HOT = EnumSet.of(Wanted.DOCUMENTS, Wanted.ENTRIES);
  private static final Set<Wanted> COLD = EnumSet.of(Wanted.METADATA);

  static Held of(Subscription s) {
    Set<Wanted> wants =
        s.getWants().isEmpty() ? EnumSet.noneOf(Wanted.class) : EnumSet.copyOf(s.getWants());
    boolean own =
        s.getCreatedBy().equals(EDGE)
            && s.getQuery() == null
            && !s.getOnce()
            && (wants.equals(HOT) || wants.equals(COLD));
    return new Held(
        s.getLeaseUntil().toEpochMilli(),
        s.getCreatedAt().toEpochMilli(),
        wants.contains(Wanted.DOCUMENTS),
        own ? null : s);
  }

  /** Whether somebody else has made it, so that the feed is to stay hot while its lease runs. */
  boolean pinned() {
    return special != null && !special.getCreatedBy().equals(EDGE);
  }

  /**
   * A subscription that replaces this one.
   *
   * @param before what there is, or null
   * @param hot whether documents are to come; else what is known of them, and whatever the present
   *     one wants beyond an edge's own wishes
   */
  static Subscription next(
      Held before, String feedUrl, String subscriber, boolean hot, long until, long now) {
    Subscription.Builder next =
        before == null || before.special == null
            ? Subscription.newBuilder()
                .setFeedUrl(feedUrl)
                .setSubscriber(subscriber)
                .setWants(List.of())
                .setCreatedBy(EDGE)
            : Subscription.newBuilder(before.special);
    Set<Wanted> wants = EnumSet.copyOf(hot ? HOT : COLD);
    wants.addAll(next.getWants());
    wants.remove(Wanted.UNKNOWN);
    return next.setWants(List.copyOf(wants))
        .setLeaseUntil(Instant.ofEpochMilli(until))
        .setCreatedAt(Instant.ofEpochMilli(now))
        .build();
  }
}
