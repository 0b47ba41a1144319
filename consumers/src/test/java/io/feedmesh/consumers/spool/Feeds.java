package io.feedmesh.consumers.spool;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.url.FeedUrl;
import java.nio.charset.StandardCharsets;

/** Versions for tests. */
final class Feeds {
  static final FeedUrl URL = FeedUrl.parse("https://example.org/feed.xml");
  static final long ACCEPTED = 1_790_000_000_000L;

  private Feeds() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static SpooledFeed feed(FeedUrl url, long version, String source, String text) {
    return new SpooledFeed(
        url,
        version,
        source,
        SpooledFeed.hex(Bodies.hash(bytes(text))),
        "\"o" + version + "\"",
        "application/atom+xml; charset=utf-8",
        ACCEPTED - 100_000 + version * 1000,
        bytes(text).length,
        ACCEPTED,
        ACCEPTED + 5);
  }

  static SpooledFeed feed(long version, String text) {
    return feed(URL, version, "topic", text);
  }

  static SpooledFeed proxied(String text) {
    return feed(URL, 0, "", text);
  }
}
