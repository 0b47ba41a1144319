package io.feedmesh.streams.dedupe;

import io.feedmesh.schemas.record.Change;
import java.time.Duration;
import java.time.Instant;

/**
 * A document as somebody saw it.
 *
 * @param hash its content
 * @param originDate the origin's clock when it sent it, epoch milliseconds, or {@link
 *     FeedMemory#NO_DATE}
 * @param fetchedAt when it was fetched, epoch milliseconds
 */
record Sighting(Key128 hash, long originDate, long fetchedAt) {
  private static final long MOST_AHEAD = Duration.ofHours(1).toMillis();
  private static final long MOST_BEHIND = Duration.ofDays(30).toMillis();

  /**
   * What a change says of when. A fetch is never after its own record. An origin whose clock is
   * more than an hour ahead of its fetchers' or 30 days behind is not believed: one answer dated in
   * the far future would else make all that follow it too old.
   */
  static Sighting of(Change change, long recordTime) {
    long fetchedAt = Math.min(change.getFetchedAt().toEpochMilli(), recordTime);
    Instant date = change.getOrigin().getDate();
    long millis = date == null ? FeedMemory.NO_DATE : date.toEpochMilli();
    boolean believed =
        date != null && millis <= fetchedAt + MOST_AHEAD && millis >= fetchedAt - MOST_BEHIND;
    return new Sighting(
        Key128.of(change.getContentHash().bytes()),
        believed ? millis : FeedMemory.NO_DATE,
        fetchedAt);
  }

  /** Whether it is older than the current document was when that was last seen. */
  boolean olderThan(FeedMemory known) {
    boolean bothDated =
        originDate != FeedMemory.NO_DATE && known.originDate() != FeedMemory.NO_DATE;
    if (bothDated && originDate != known.originDate()) {
      return originDate < known.originDate();
    }
    return fetchedAt < known.fetchedAt();
  }

  /** As {@link FeedMemory#at()}. */
  int at() {
    return (int) ((originDate == FeedMemory.NO_DATE ? fetchedAt : originDate) / 1000);
  }
}
