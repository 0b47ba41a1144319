package io.feedmesh.producers.intake;

/**
 * What a sender says, in its own words; each may be null.
 *
 * @param name name of the site
 * @param url address of the site's page, or of the feed
 * @param feedUrl address of the feed
 */
public record Said(String name, String url, String feedUrl) {
  /** Names a feed and nothing else. */
  public static Said feed(String feedUrl) {
    return new Said(null, null, feedUrl);
  }
}
