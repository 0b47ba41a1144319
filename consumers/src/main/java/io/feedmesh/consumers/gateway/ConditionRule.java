package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.spool.HttpDates;
import io.feedmesh.consumers.spool.SpooledFeed;
import java.util.List;
import java.util.OptionalLong;

/**
 * Whether a reader's preconditions hold for the current version, in the order of RFC 9110, section
 * 13.2.2. Pure.
 *
 * <p>The origin's own tag counts as well as ours, so that a reader who moves from the origin to an
 * edge need not load anything twice. Compared weakly, any representation's tag is good; strongly,
 * only that of the one that would be sent, for which the origin's stands if it is the document as
 * the origin sent it.
 *
 * <p>If-Modified-Since matches if the date is the version's own, or not before the version reached
 * this edge. Not simply any later date: a version reaches the edge some time after the origin made
 * it, and a reader that asks with the time of its last visit may have been here in between.
 *
 * <p>If-Match and If-Unmodified-Since are judged for clients of the proxy, too, though a cache may
 * leave them to the origin: who sends them with a GET wants no bytes of another version.
 */
final class ConditionRule {
  private ConditionRule() {}

  /** What the preconditions come to. */
  enum Outcome {
    /** Do as if there were none. */
    SEND,
    /** 304: the reader has it. */
    NOT_MODIFIED,
    /** 412: it is not what the reader takes it for. */
    FAILED
  }

  /**
   * Decides for GET and HEAD.
   *
   * @param gzip whether the representation that would be sent is the stored gzip
   */
  static Outcome decide(Preconditions sent, SpooledFeed feed, boolean gzip) {
    if (!sent.ifMatch().isEmpty()) {
      if (!EntityTags.any(sent.ifMatch(), (opaque, weak) -> !weak && is(opaque, feed, gzip))) {
        return Outcome.FAILED;
      }
    } else if (modifiedSince(sent.ifUnmodifiedSince(), feed)) {
      return Outcome.FAILED;
    }
    boolean known =
        sent.ifNoneMatch().isEmpty()
            ? unchangedSince(sent.ifModifiedSince(), feed)
            : names(sent.ifNoneMatch(), feed.hash(), feed.etag());
    return known ? Outcome.NOT_MODIFIED : Outcome.SEND;
  }

  /**
   * Whether a range of the document as it is fits what the reader has of it (section 13.1.5): a
   * strong tag, or exactly the date that this version was sent with.
   *
   * @param ifRange the field, or null
   */
  static boolean rangeFits(String ifRange, SpooledFeed feed) {
    if (ifRange == null) {
      return true;
    }
    String text = ifRange.strip();
    if (EntityTags.isStrong(text)) {
      return is(text.substring(1, text.length() - 1), feed, false);
    }
    OptionalLong date = HttpDates.parse(text);
    return date.isPresent() && seconds(date.getAsLong()) == seconds(feed.modified());
  }

  private static boolean modifiedSince(String date, SpooledFeed feed) {
    OptionalLong since = HttpDates.parse(date);
    return since.isPresent() && seconds(feed.modified()) > seconds(since.getAsLong());
  }

  private static boolean unchangedSince(String date, SpooledFeed feed) {
    OptionalLong parsed = HttpDates.parse(date);
    if (parsed.isEmpty()) {
      return false;
    }
    long since = seconds(parsed.getAsLong());
    return since == seconds(feed.modified()) || since > seconds(feed.spooledAt());
  }

  /**
   * Whether one of these is a version's, by the weak comparison.
   *
   * @param ifNoneMatch values of the fields
   * @param hash of the version
   * @param etag the origin's, or null
   */
  static boolean names(List<String> ifNoneMatch, String hash, String etag) {
    if (ifNoneMatch.size() == 1 && Validators.isTag(ifNoneMatch.get(0), hash)) {
      return true; // as most have it
    }
    // some origins send tags that are none by the grammar
    return (etag != null && ifNoneMatch.stream().anyMatch(f -> f.strip().equals(etag)))
        || EntityTags.any(ifNoneMatch, (opaque, weak) -> Validators.names(opaque, hash, etag));
  }

  /** The strong comparison. */
  private static boolean is(String opaque, SpooledFeed feed, boolean gzip) {
    String origins = feed.etag();
    return opaque.equals(Validators.opaque(feed, gzip))
        || (!gzip
            && origins != null
            && EntityTags.isStrong(origins)
            && opaque.equals(EntityTags.opaque(origins)));
  }

  private static long seconds(long millis) {
    return Math.floorDiv(millis, 1000);
  }
}
