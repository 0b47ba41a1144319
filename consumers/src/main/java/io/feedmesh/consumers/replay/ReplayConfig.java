package io.feedmesh.consumers.replay;

import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which entries to give again, by the time they were accepted.
 *
 * @param from the first moment; {@link Instant#EPOCH} for all that is kept
 * @param to the moment after the last; empty for the end of the topic when the replay starts
 * @param feeds only these; none for all
 * @param subscriber only what this subscriber got to see; empty for every entry
 * @param follow go on with what arrives later, until stopped
 */
public record ReplayConfig(
    Instant from,
    Optional<Instant> to,
    Set<FeedUrl> feeds,
    Optional<String> subscriber,
    boolean follow) {
  /** Everything that is kept, once. */
  public static final ReplayConfig ALL =
      new ReplayConfig(Instant.EPOCH, Optional.empty(), Set.of(), Optional.empty(), false);

  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException if the range ends before it starts, or both ends and follows
   */
  public ReplayConfig {
    feeds = Set.copyOf(feeds);
    if (to.isPresent() && to.get().isBefore(from)) {
      throw new IllegalArgumentException(
          "--to must not be before --from: found from " + from + " to " + to.get());
    }
    if (to.isPresent() && follow) {
      throw new IllegalArgumentException(
          "--follow goes on without end: leave out either --follow or --to");
    }
  }

  /** Keys of the records that can be asked for; none for all. */
  Set<String> keys() {
    return subscriber
        .map(Set::of)
        .orElseGet(() -> feeds.stream().map(FeedUrl::toString).collect(Collectors.toSet()));
  }

  /** Whether it is an entry that is asked for. */
  boolean wants(EntryChange change) {
    Instant acceptedAt = change.getAcceptedAt();
    return !acceptedAt.isBefore(from)
        && (to.isEmpty() || acceptedAt.isBefore(to.get()))
        && (subscriber.isEmpty() || feeds.isEmpty() || isOneOf(change.getFeedUrl()));
  }

  private boolean isOneOf(String feedUrl) {
    return feeds.stream().anyMatch(feed -> feed.toString().equals(feedUrl));
  }
}
