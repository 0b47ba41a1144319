package io.feedmesh.consumers.spool;

import io.feedmesh.schemas.url.FeedUrl;
import java.util.stream.Stream;

/** One lock for each feed, shared by some: whoever changes a feed holds its one. */
final class FeedLocks {
  private static final int LOCKS = 64;

  private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

  Object of(FeedUrl url) {
    return locks[(url.hashCode() & 0x7fffffff) % LOCKS];
  }
}
