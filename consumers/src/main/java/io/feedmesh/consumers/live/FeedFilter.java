package io.feedmesh.consumers.live;

import io.feedmesh.schemas.url.FeedUrl;
import java.util.Set;
import java.util.stream.Collectors;

/** Which feeds a client wants to hear of; none named means all. Immutable. */
final class FeedFilter {
  static final FeedFilter ALL = new FeedFilter(Set.of());

  private final Set<FeedUrl> feeds;
  private final Set<String> names;

  FeedFilter(Set<FeedUrl> feeds) {
    this.feeds = Set.copyOf(feeds);
    this.names = feeds.stream().map(FeedUrl::toString).collect(Collectors.toUnmodifiableSet());
  }

  Set<FeedUrl> feeds() {
    return feeds;
  }

  boolean wants(LiveEvent event) {
    return names.isEmpty() || event.feeds().stream().anyMatch(names::contains);
  }
}
