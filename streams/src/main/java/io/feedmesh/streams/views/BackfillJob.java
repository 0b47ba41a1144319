package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.SubscriptionKey;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * One backfill under way. For the last N entries it first looks for them, then sends everything
 * from the first of them on. In order of the offset that it needs next; those that look come first,
 * so that the log is gone through once for them and once for those that send. Not for several
 * threads.
 */
final class BackfillJob implements Comparable<BackfillJob> {
  private static final long END = Long.MAX_VALUE;

  final SubscriptionKey key;
  final Subscription subscription;
  private final long startedAt;
  private final long[] recent;
  private long until;
  private Deque<Long> found;
  private long next;

  /**
   * How it begins for a search over all feeds.
   *
   * @param until offset of the last entry that the task had before
   */
  static Backfills.Progress beginning(Instant startedAt, long until) {
    return Backfills.Progress.sending(startedAt.toEpochMilli(), Backfills.Progress.UNKNOWN, until);
  }

  /**
   * How it begins for a subscription to a feed.
   *
   * @param recent offsets of the feed's last entries
   */
  static Backfills.Progress beginning(Subscription subscription, long[] recent) {
    long startedAt = subscription.getStartedAt().toEpochMilli();
    long until = recent.length == 0 ? -1 : recent[recent.length - 1];
    if (subscription.getSince() != null) {
      return Backfills.Progress.sending(startedAt, Backfills.Progress.UNKNOWN, until);
    }
    boolean looking = subscription.getQuery() != null && recent.length > 0;
    int back = looking ? RecentEntries.LOOKED_AT : last(subscription);
    long next = recent.length == 0 ? 0 : recent[Math.max(0, recent.length - back)];
    return new Backfills.Progress(startedAt, next, until, looking ? List.of() : null);
  }

  /**
   * Goes on where it was.
   *
   * @param recent offsets of the feed's last entries; empty where it is to all feeds
   */
  BackfillJob(
      SubscriptionKey key, Subscription subscription, Backfills.Progress at, long[] recent) {
    this.key = key;
    this.subscription = subscription;
    this.startedAt = at.startedAt();
    this.recent = recent;
    this.until = at.until();
    this.found = at.found() == null ? null : new ArrayDeque<>(at.found());
    this.next = at.next() == Backfills.Progress.UNKNOWN ? at.next() : atOrAfter(at.next());
  }

  long startedAt() {
    return startedAt;
  }

  boolean begun() {
    return next != Backfills.Progress.UNKNOWN;
  }

  /**
   * Begins with what was accepted since a moment.
   *
   * @param firstSince the offset of the first
   * @param position offset of the task's next entry
   */
  void beginAt(long firstSince, long position) {
    if (until == Backfills.Progress.UNKNOWN) {
      until = position - 1;
    }
    next = atOrAfter(Math.min(firstSince, until + 1));
  }

  private static int last(Subscription subscription) {
    return Math.max(1, Math.min(subscription.getLast(), RecentEntries.LOOKED_AT));
  }

  /** Offset of the entry that it needs next; past everything where it knows of none. */
  long next() {
    return next;
  }

  boolean looking() {
    return found != null;
  }

  /** Whether an entry is one that it is about; what the query says is another matter. */
  boolean concerns(EntryLog.Logged entry) {
    return key.ofAllFeeds() || key.feedUrl().equals(entry.feedUrl());
  }

  /** Whether an entry is new enough for it, as is any that came after it had started. */
  boolean reachesTo(long offset, EntryChange change) {
    return offset > until
        || subscription.getSince() == null
        || !change.getAcceptedAt().isBefore(subscription.getSince());
  }

  /** An entry that it looks for is at that offset. */
  void found(long offset) {
    found.add(offset);
    if (found.size() > last(subscription)) {
      found.remove();
    }
  }

  /** It has had everything up to that offset; when it has looked at all, it sends what it found. */
  void passed(long offset) {
    next = atOrAfter(offset + 1);
    if (found != null && next > until) {
      next = found.isEmpty() ? atOrAfter(until + 1) : found.peek();
      found = null;
    }
  }

  /** What is to be remembered, where the app is at that position. */
  Backfills.Progress progress(long position) {
    return new Backfills.Progress(
        startedAt, Math.min(next, position), until, found == null ? null : List.copyOf(found));
  }

  /** Older ones than those known may be anywhere; after the last known, there is none yet. */
  private long atOrAfter(long offset) {
    boolean older =
        recent.length == RecentEntries.KEPT
            && offset < recent[0]
            && subscription.getSince() != null;
    if (key.ofAllFeeds() || older) {
      return offset;
    }
    int place = Arrays.binarySearch(recent, offset);
    int index = place < 0 ? -place - 1 : place;
    return index == recent.length ? END : recent[index];
  }

  @Override
  public int compareTo(BackfillJob other) {
    return looking() == other.looking()
        ? Long.compare(next, other.next)
        : Boolean.compare(other.looking(), looking());
  }
}
