package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.readership.Reader;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.url.FeedUrl;

/**
 * Whom the gateway tells what readers ask for. Called on threads that serve requests:
 * implementations return at once, whatever the state of Kafka, and are safe for use by several
 * threads.
 */
public interface Demand {
  /** A reader asked for a feed that this edge has, and got it or a 304. */
  void answered(FeedUrl url, Reader reader);

  /** A reader asked for a feed that this edge did not have; the origin gave this document. */
  void discovered(FeedUrl url, Change change);
}
