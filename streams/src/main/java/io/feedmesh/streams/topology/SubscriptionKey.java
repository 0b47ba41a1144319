package io.feedmesh.streams.topology;

import java.util.Optional;

/**
 * Key of a subscription: {@code <feedUrl> <subscriber>}. A canonical feed URL has no space in it.
 *
 * @param feedUrl canonical URL of the feed
 * @param subscriber its name
 */
public record SubscriptionKey(String feedUrl, String subscriber) {
  /** Reads a key; empty where it names no single feed or no subscriber. */
  public static Optional<SubscriptionKey> parse(String key) {
    int space = key == null ? -1 : key.indexOf(' ');
    if (space <= 0 || space == key.length() - 1 || !key.substring(0, space).contains("://")) {
      return Optional.empty();
    }
    return Optional.of(new SubscriptionKey(key.substring(0, space), key.substring(space + 1)));
  }

  /** What the keys of all subscriptions to that feed start with, and no other key. */
  public static String prefix(String feedUrl) {
    return feedUrl + " ";
  }

  /** The key as it is on the topic. */
  @Override
  public String toString() {
    return feedUrl + " " + subscriber;
  }
}
