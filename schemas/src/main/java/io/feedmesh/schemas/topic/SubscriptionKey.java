package io.feedmesh.schemas.topic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Key of a subscription, words with a space between them, which no canonical feed URL and no
 * subscriber's name has:
 *
 * <ul>
 *   <li>{@code <feedUrl> <subscriber>}: to a feed, at most one of each subscriber;
 *   <li>{@code <feedUrl> <subscriber> <alias>}: the same, of one that knows the feed by another
 *       address;
 *   <li>{@code * <subscriber> <search>}: to what a query finds in all feeds, many of each
 *       subscriber.
 * </ul>
 *
 * @param feedUrl canonical URL of the feed, or {@link #ALL_FEEDS}
 * @param subscriber its name
 * @param alias the address by which the subscriber knows the feed, or null for {@code feedUrl}
 * @param search 16 hexadecimal digits that the query over all feeds has, or null
 */
public record SubscriptionKey(String feedUrl, String subscriber, String alias, String search) {
  /** In place of a feed's URL. */
  public static final String ALL_FEEDS = "*";

  private static final int SEARCH_BYTES = 8;

  /** To a feed. */
  public static SubscriptionKey of(String feedUrl, String subscriber) {
    return new SubscriptionKey(feedUrl, subscriber, null, null);
  }

  /** To what a query finds in all feeds. */
  public static SubscriptionKey ofSearch(String subscriber, String query) {
    return new SubscriptionKey(ALL_FEEDS, subscriber, null, hash(query));
  }

  /** Reads a key; empty where it is none of these. */
  public static Optional<SubscriptionKey> parse(String key) {
    String[] words = key == null ? new String[0] : key.split(" ", -1);
    if (words.length < 2 || words.length > 3 || words[1].isEmpty()) {
      return Optional.empty();
    }
    String third = words.length == 3 && !words[2].isEmpty() ? words[2] : null;
    if (words.length == 3 && third == null) {
      return Optional.empty();
    }
    if (words[0].equals(ALL_FEEDS)) {
      return Optional.ofNullable(third)
          .map(search -> new SubscriptionKey(ALL_FEEDS, words[1], null, search));
    }
    return words[0].contains("://") && !words[0].startsWith("://")
        ? Optional.of(new SubscriptionKey(words[0], words[1], third, null))
        : Optional.empty();
  }

  /** What the keys of all subscriptions to that feed start with, and no other key. */
  public static String prefix(String feedUrl) {
    return feedUrl + " ";
  }

  /** Whether it is to what a query finds in all feeds. */
  public boolean ofAllFeeds() {
    return search != null;
  }

  /** The address by which the subscriber knows the feed. */
  public String address() {
    return alias == null ? feedUrl : alias;
  }

  /** That of the subscription to another feed which follows from this one: an alias of it. */
  public SubscriptionKey asAliasOf(String feed) {
    return new SubscriptionKey(feed, subscriber, feedUrl, null);
  }

  /**
   * The key with the subscriber in front, for what is looked up by subscriber. {@link
   * #ofSubscriber} reads it.
   */
  public String bySubscriber() {
    String third = alias == null ? search : alias;
    return subscriber + " " + feedUrl + (third == null ? "" : " " + third);
  }

  /** Reads what {@link #bySubscriber} wrote; empty where it is something else. */
  public static Optional<SubscriptionKey> ofSubscriber(String key) {
    String[] words = key.split(" ", 3);
    return words.length < 2
        ? Optional.empty()
        : parse(words[1] + " " + words[0] + (words.length == 3 ? " " + words[2] : ""));
  }

  /** The key as it is on the topic. */
  @Override
  public String toString() {
    String third = alias == null ? search : alias;
    return feedUrl + " " + subscriber + (third == null ? "" : " " + third);
  }

  private static String hash(String query) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(query.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, SEARCH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
