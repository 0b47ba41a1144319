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
 * @param cold whether no more than that is known of it here, since nobody asked for it lately
 */
public record FeedRow(String url, Instant changedAt, long size, long version, boolean cold) {
  /** Checks. */
  public FeedRow {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(changedAt, "changedAt");
  }
}
