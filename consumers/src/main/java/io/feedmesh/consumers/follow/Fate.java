package io.feedmesh.consumers.follow;

import io.feedmesh.schemas.url.FeedUrl;

/** What has become of a feed at its address, as the mesh knows for good. Immutable. */
public sealed interface Fate {
  /** It is there, as far as anybody knows. */
  Fate HERE = new Here();

  /** See {@link #HERE}. */
  record Here() implements Fate {}

  /** It is gone (410; RFC 9110, section 15.5.11). */
  record Gone() implements Fate {}

  /**
   * It has moved (301, 308; RFC 9110, section 15.4).
   *
   * @param to where it is now
   */
  record Moved(FeedUrl to) implements Fate {}
}
