package io.feedmesh.streams.dedupe;

import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeSource;
import io.feedmesh.schemas.record.FeedAlias;
import io.feedmesh.schemas.record.FeedMetadata;
import io.feedmesh.schemas.record.RejectReason;
import io.feedmesh.streams.alias.AliasClaim;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a document says on which feed it is of, and what becomes of one found at an alias. Pure. */
final class AliasEvidence {
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private AliasEvidence() {}

  /**
   * What it claims: nothing where it has no entries, or was brought from an alias.
   *
   * @param alias what the feed is known to be, or null
   */
  static List<AliasClaim> claims(
      Change change, FeedMetadata feed, List<SeenEntry> seen, FeedAlias alias) {
    if (seen.isEmpty() || change.getSource() == ChangeSource.ALIAS) {
      return List.of();
    }
    AliasClaim claim = AliasClaim.of(change, feed.getSelf(), fingerprint(seen));
    return alias == null || alias.getGroup().equals(claim.group())
        ? List.of(claim)
        : List.of(AliasClaim.left(claim.feedUrl(), alias.getGroup()), claim);
  }

  /** The same for entries of the same links and texts in any order, whatever their ids. */
  private static long fingerprint(List<SeenEntry> seen) {
    long sum = 0;
    for (SeenEntry each : seen) {
      sum += Long.rotateLeft(each.content() * SPREAD, 31) * SPREAD;
    }
    return sum;
  }

  /** The change as one of the feed that it is an alias of. */
  static Change moved(Change change, FeedAlias alias) {
    return Change.newBuilder(change)
        .setFeedUrl(alias.getCanonical())
        .setSource(ChangeSource.ALIAS)
        .build();
  }

  /** Whether a document that was brought from an alias has nothing in common with the feed. */
  static Optional<Admission.Verdict.Refused> strange(
      Change change, FeedMemory known, List<SeenEntry> seen) {
    if (change.getSource() != ChangeSource.ALIAS || known.entries().isEmpty()) {
      return Optional.empty();
    }
    Set<Key128> keys = new HashSet<>();
    Set<Twin> twins = new HashSet<>();
    known.entries().forEach(entry -> keys.add(entry.key()));
    known.entries().forEach(entry -> twins.add(Twin.of(entry)));
    boolean common =
        seen.stream().anyMatch(e -> keys.contains(e.key()) || twins.contains(Twin.of(e)));
    return common
        ? Optional.empty()
        : Optional.of(
            new Admission.Verdict.Refused(
                RejectReason.OTHER_FEED,
                "found at another address of the feed, but none of its entries is known of it"));
  }
}
