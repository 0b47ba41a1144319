package io.feedmesh.docker.demo;

import java.nio.charset.StandardCharsets;

/** What a simulated blog's feed is written in. */
enum FeedFormat {
  RSS_2("xml", "application/rss+xml; charset=utf-8"),
  ATOM("atom", "application/atom+xml; charset=utf-8"),
  RSS_1("rdf", "application/rdf+xml; charset=utf-8"),
  JSON_FEED("json", "application/feed+json; charset=utf-8");

  private final String extension;
  private final String contentType;

  FeedFormat(String extension, String contentType) {
    this.extension = extension;
    this.contentType = contentType;
  }

  String extension() {
    return extension;
  }

  String contentType() {
    return contentType;
  }

  byte[] write(BlogFeed feed) {
    String text =
        switch (this) {
          case RSS_2 -> Rss2Writer.write(feed);
          case ATOM -> AtomWriter.write(feed);
          case RSS_1 -> Rss1Writer.write(feed);
          case JSON_FEED -> JsonFeedWriter.write(feed);
        };
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
