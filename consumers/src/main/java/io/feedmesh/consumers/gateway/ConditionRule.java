package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.spool.SpooledFeed;
import java.util.List;
import java.util.OptionalLong;

/**
 * Whether a reader has the current version already (RFC 9110, section 13.2.2). Pure.
 *
 * <p>An entity tag matches weakly, in any representation, and the origin's own tag counts as well
 * as ours, so that a reader who moves from the origin to an edge need not load anything twice.
 *
 * <p>A date matches if it is the version's own, or not before the version reached this edge. Not
 * simply any later date: a version reaches the edge some time after the origin made it, and a
 * reader that asks with the time of its last visit may have been here in between.
 */
final class ConditionRule {
  private ConditionRule() {}

  /**
   * Decides.
   *
   * @param ifNoneMatch the fields' values; none if there are none
   * @param ifModifiedSince the date, looked at only if there is no If-None-Match
   */
  static boolean notModified(
      List<String> ifNoneMatch, OptionalLong ifModifiedSince, SpooledFeed feed) {
    if (!ifNoneMatch.isEmpty()) {
      return ifNoneMatch.stream().anyMatch(field -> matches(field, feed));
    }
    if (ifModifiedSince.isEmpty()) {
      return false;
    }
    long since = Math.floorDiv(ifModifiedSince.getAsLong(), 1000);
    return since == Math.floorDiv(feed.modified(), 1000)
        || since > Math.floorDiv(feed.spooledAt(), 1000);
  }

  private static boolean matches(String field, SpooledFeed feed) {
    String text = field.strip();
    if (text.equals("*") || text.equals(feed.etag())) {
      return true; // some origins send tags that are none by the grammar
    }
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('"', at);
      int close = open < 0 ? -1 : text.indexOf('"', open + 1);
      if (close < 0) {
        return false;
      }
      if (matchesOne(text.substring(open + 1, close), feed)) {
        return true;
      }
      at = close + 1;
    }
    return false;
  }

  private static boolean matchesOne(String opaque, SpooledFeed feed) {
    return opaque.equals(Validators.opaque(feed, true))
        || opaque.equals(Validators.opaque(feed, false))
        || (feed.etag() != null && opaque.equals(opaqueOf(feed.etag())));
  }

  private static String opaqueOf(String etag) {
    int open = etag.indexOf('"');
    int close = etag.lastIndexOf('"');
    return open >= 0 && close > open ? etag.substring(open + 1, close) : null;
  }
}
