package io.feedmesh.consumers.page;

import java.time.Instant;
import java.util.Objects;

/**
 * One feed in the table.
 *
 * @param url canonical URL
 * @param title as the feed says; null if it is not known
 * @param changedAt when its document changed last; null if that is not known
 * @param size bytes that its document takes in the spool
 * @param version of its document
 */
public record FeedRow(String url, String title, Instant changedAt, long size, long version) {
  /** Checks. */
  public FeedRow {
    Objects.requireNonNull(url, "url");
  }
}
