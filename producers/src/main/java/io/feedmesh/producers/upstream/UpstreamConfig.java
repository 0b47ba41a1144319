package io.feedmesh.producers.upstream;

import io.feedmesh.schemas.url.FeedUrl;
import java.util.List;

/**
 * Whose lists of changes are polled.
 *
 * @param lists addresses of documents in the form of changes.xml, at most 100; may be none
 * @param allowPrivateOrigins whether they may be at private and loopback addresses
 * @param contact URL or mail address that they find in User-Agent
 */
public record UpstreamConfig(List<FeedUrl> lists, boolean allowPrivateOrigins, String contact) {
  private static final int MAX_LISTS = 100;

  /** None. */
  public static final UpstreamConfig NONE = new UpstreamConfig(List.of(), false, "");

  /** Checks and copies. */
  public UpstreamConfig {
    lists = List.copyOf(lists);
    if (lists.size() > MAX_LISTS) {
      throw new IllegalArgumentException(
          "upstream: expected up to " + MAX_LISTS + ", found " + lists.size());
    }
  }
}
