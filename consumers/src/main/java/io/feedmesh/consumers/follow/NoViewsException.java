package io.feedmesh.consumers.follow;

import java.io.IOException;

/** That a subscriber has no views, so that there is nothing to fill a spool with. */
public final class NoViewsException extends IOException {
  private static final long serialVersionUID = 1L;

  NoViewsException(String subscriber, String topic) {
    super("nothing is on " + topic + " for " + subscriber);
  }
}
