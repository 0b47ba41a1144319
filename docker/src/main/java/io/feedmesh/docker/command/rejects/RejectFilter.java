package io.feedmesh.docker.command.rejects;

import io.feedmesh.schemas.record.Reject;
import io.feedmesh.schemas.record.RejectReason;
import java.time.Instant;
import java.util.Set;

/**
 * Which rejects somebody asks for.
 *
 * @param from the first moment
 * @param reasons only these; none for all
 * @param feeds canonical URLs of the only feeds; none for all
 */
record RejectFilter(Instant from, Set<RejectReason> reasons, Set<String> feeds) {
  RejectFilter {
    reasons = Set.copyOf(reasons);
    feeds = Set.copyOf(feeds);
  }

  boolean wants(Reject reject) {
    return !reject.getRejectedAt().isBefore(from)
        && (reasons.isEmpty() || reasons.contains(reject.getReason()))
        && (feeds.isEmpty() || feeds.contains(reject.getFeedUrl()));
  }
}
