package io.feedmesh.producers.push;

import io.feedmesh.producers.push.PushDecision.Allowed;
import io.feedmesh.producers.push.PushDecision.Refused;
import io.feedmesh.schemas.push.PushKeys;
import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Who may hand in what (bearer tokens: RFC 6750, section 2.1). Pure. */
final class PushRule {
  private static final String SCHEME = "bearer ";

  private PushRule() {}

  /**
   * Decides before the document is read.
   *
   * @param authorization the header field, or null
   * @param feedUrl what the request names, or null
   * @param refused clients whose tokens are worth nothing, though they are good
   */
  static PushDecision decide(
      String authorization, String feedUrl, PushKeys keys, Set<String> refused, Instant now) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return new Refused(
          401, "no_token", "expected Authorization: Bearer with a token of feedmesh token");
    }
    Optional<PushToken> read =
        PushToken.read(authorization.substring(SCHEME.length()).strip(), keys);
    if (read.isEmpty()) {
      return new Refused(401, "bad_token", "the token was not made with this receiver's push key");
    }
    PushToken token = read.get();
    if (!now.isBefore(token.expires())) {
      return new Refused(401, "expired", "the token expired at " + token.expires());
    }
    if (refused.contains(token.client())) {
      return new Refused(403, "refused_client", token.client() + " may no longer push here");
    }
    return feed(token, feedUrl);
  }

  private static PushDecision feed(PushToken token, String feedUrl) {
    if (feedUrl == null || feedUrl.isBlank()) {
      return new Refused(
          400, "no_feed", "expected the feed's address as ?url= or in a Feed-URL field");
    }
    try {
      FeedUrl feed = FeedUrl.parse(feedUrl);
      return new Allowed(token.client(), feed, token.trusts(feed));
    } catch (BadFeedUrlException e) {
      return new Refused(400, "bad_feed", "url: " + e.getMessage());
    }
  }
}
