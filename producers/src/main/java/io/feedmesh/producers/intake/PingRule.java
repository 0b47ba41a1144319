package io.feedmesh.producers.intake;

import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PingSource;
import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes a ping of what a sender said, after the bounds of weblogUpdates: names up to 1,024
 * characters, page addresses up to 255. Pure.
 */
final class PingRule {
  static final int MAX_NAME = 1024;
  static final int MAX_URL = 255;

  private PingRule() {}

  static PingDecision decide(Said said, PingSource source, String sender, Instant now) {
    String name = text(said.name());
    String url = text(said.url());
    if (url(url).isEmpty() && url(name).isPresent()) { // some senders swap them
      String swapped = name;
      name = url;
      url = swapped;
    }
    Optional<FeedUrl> page = url(url);
    String feedUrl = text(said.feedUrl());
    Optional<FeedUrl> feed = url(feedUrl).or(() -> page);
    if (name.length() > MAX_NAME) {
      return refused("name", MAX_NAME, name);
    }
    if (url.length() > MAX_URL) {
      return refused("url", MAX_URL, url);
    }
    if (feed.isEmpty()) {
      String found = url.isEmpty() ? feedUrl : url;
      return new PingDecision.Refused(
          found.isEmpty()
              ? "url is missing: expected the http or https address of a site or feed"
              : "url: " + problem(found));
    }
    return new PingDecision.Taken(
        Ping.newBuilder()
            .setFeedUrl(feed.get().toString())
            .setSiteUrl(orNull(url))
            .setSiteName(orNull(name))
            .setSource(source)
            .setSender(sender)
            .setReceivedAt(now)
            .build());
  }

  private static PingDecision refused(String what, int most, String found) {
    return new PingDecision.Refused(
        what + ": expected up to " + most + " characters, found " + found.length());
  }

  private static String text(String said) {
    return said == null ? "" : said.strip();
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static Optional<FeedUrl> url(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(FeedUrl.parse(text));
    } catch (BadFeedUrlException e) {
      return Optional.empty();
    }
  }

  private static String problem(String url) {
    try {
      FeedUrl.parse(url);
      return "";
    } catch (BadFeedUrlException e) {
      return e.getMessage();
    }
  }
}
