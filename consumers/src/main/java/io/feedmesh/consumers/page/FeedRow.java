package io.feedmesh.consumers.page;

import java.time.Instant;
import java.util.Objects;

/**
 * One feed in the table.
 *
 * @param url canonical URL
 * @param changedAt when its document changed last
 * @param size bytes of its document
 * @param version of its document
 */
public record FeedRow(String url, Instant changedAt, long size, long version) {
  /** Checks. */
  public FeedRow {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(changedAt, "changedAt");
  }
}
