package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.gateway.CacheDirectives.Audience;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;

/**
 * How this edge came by what it answers with.
 *
 * @param cacheStatus the field that says it (RFC 9211)
 * @param spooled whether the spool had it
 * @param forAll whether others may be answered the same, or it is for the one reader that asked
 */
record Served(HttpField cacheStatus, boolean spooled, boolean forAll) {
  /** The spool has it, and it is current. */
  static final Served HIT = new Served(cacheStatus("hit"), true, true);

  /** The spool has it, and the origin is being asked whether it is current, or cannot say so. */
  static final Served STALE = new Served(cacheStatus("hit; detail=STALE"), true, true);

  /** The origin gave it to this reader's credentials. */
  static final Served BYPASS = new Served(cacheStatus("fwd=bypass"), false, false);

  /** The origin gave it when a reader asked. */
  static Served miss(Origin.Feed feed, Misses.How how) {
    String stored = feed.stored() ? "; stored" : "";
    String collapsed = how == Misses.How.COLLAPSED ? "; collapsed" : "";
    HttpField field = cacheStatus("fwd=uri-miss" + stored + collapsed);
    return new Served(field, false, feed.audience() == Audience.ALL);
  }

  /** Cache-Status in this edge's name. */
  static HttpField cacheStatus(String rest) {
    return new PreEncodedHttpField("Cache-Status", "feedmesh; " + rest);
  }
}
