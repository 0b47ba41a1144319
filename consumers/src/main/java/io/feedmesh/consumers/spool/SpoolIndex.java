package io.feedmesh.consumers.spool;

import io.feedmesh.schemas.url.FeedUrl;
import java.util.List;
import java.util.Optional;

/** A view of what a spool holds, for those who only look. Safe for use by several threads. */
public interface SpoolIndex {
  /**
   * One feed.
   *
   * @param feed what the spool knows of it
   * @param requests how often readers asked for it since the start
   */
  record Listed(SpooledFeed feed, long requests) {}

  /** How many feeds there are. */
  int feeds();

  /** Bytes of all their files. */
  long bytes();

  /** One feed; empty if the spool does not have it. */
  Optional<Listed> find(FeedUrl url);

  /** The feeds whose document came last, newest first, at most as many as asked for. */
  List<Listed> newest(int limit);
}
