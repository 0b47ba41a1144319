package io.feedmesh.streams.topology;

import java.util.Optional;

/**
 * Key of a subscription: {@code <feedUrl> <subscriber>}, or {@code <feedUrl> <subscriber> <alias>}
 * where the subscriber knows the feed by another address. A canonical feed URL has no space in it,
 * nor has a subscriber's name.
 *
 * @param feedUrl canonical URL of the feed
 * @param subscriber its name
 * @param alias the address by which the subscriber knows the feed, or null for {@code feedUrl}
 */
public record SubscriptionKey(String feedUrl, String subscriber, String alias) {
  /** Reads a key; empty where it names no single feed or no subscriber. */
  public static Optional<SubscriptionKey> parse(String key) {
    int space = key == null ? -1 : key.indexOf(' ');
    if (space <= 0 || space == key.length() - 1 || !key.substring(0, space).contains("://")) {
      return Optional.empty();
    }
    int next = key.indexOf(' ', space + 1);
    return Optional.of(
        next < 0
            ? new SubscriptionKey(key.substring(0, space), key.substring(space + 1), null)
            : new SubscriptionKey(
                key.substring(0, space), key.substring(space + 1, next), key.substring(next + 1)));
  }

  /** What the keys of all subscriptions to that feed start with, and no other key. */
  public static String prefix(String feedUrl) {
    return feedUrl + " ";
  }

  /** The address by which the subscriber knows the feed. */
  public String address() {
    return alias == null ? feedUrl : alias;
  }

  /** That of the subscription to another feed which follows from this one: an alias of it. */
  public SubscriptionKey asAliasOf(String feed) {
    return new SubscriptionKey(feed, subscriber, feedUrl);
  }

  /** The key as it is on the topic. */
  @Override
  public String toString() {
    return feedUrl + " " + subscriber + (alias == null ? "" : " " + alias);
  }
}
