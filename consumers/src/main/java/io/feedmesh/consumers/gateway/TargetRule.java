package io.feedmesh.consumers.gateway;

import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;

/**
 * Which feed a request target names. Pure: everything but the scheme's name is left to {@link
 * FeedUrl}, which knows no way out of an origin's paths.
 */
public final class TargetRule {
  private TargetRule() {}

  /** What a target names. */
  public sealed interface Target {
    /** This feed. */
    record Feed(FeedUrl url) implements Target {}

    /** Nothing of the gateway's. */
    record Unknown() implements Target {}

    /** An address that cannot be one. */
    record Bad(String message) implements Target {}
  }

  /** A target in origin form (RFC 9112, section 3.2.1): path and query as sent. */
  public static Target originForm(String pathAndQuery) {
    for (String scheme : new String[] {"http", "https"}) {
      String prefix = "/" + scheme + "/";
      if (pathAndQuery.startsWith(prefix)) {
        return parse(scheme + "://" + pathAndQuery.substring(prefix.length()));
      }
    }
    return new Target.Unknown();
  }

  /** A target in absolute form (RFC 9112, section 3.2.2), as clients send it to a proxy. */
  public static Target absoluteForm(String absolute) {
    return parse(absolute);
  }

  private static Target parse(String text) {
    try {
      return new Target.Feed(FeedUrl.parse(text));
    } catch (BadFeedUrlException e) {
      return new Target.Bad(e.getMessage());
    }
  }
}
