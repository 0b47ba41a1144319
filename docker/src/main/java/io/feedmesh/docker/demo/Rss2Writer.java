package io.feedmesh.docker.demo;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** RSS 2.0.11 with {@code content:encoded}, {@code dc:creator} and {@code atom:link}. */
final class Rss2Writer {
  private Rss2Writer() {}

  static String write(BlogFeed feed) {
    Xml xml = new Xml();
    xml.open("rss")
        .attribute("version", "2.0")
        .attribute("xmlns:content", "http://purl.org/rss/1.0/modules/content/")
        .attribute("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .attribute("xmlns:atom", "http://www.w3.org/2005/Atom");
    xml.open("channel")
        .element("title", feed.blog().name())
        .element("link", feed.homeUrl())
        .element("description", feed.blog().tagline())
        .element("language", "en")
        .element("lastBuildDate", rfc822(feed.updated()));
    xml.open("atom:link")
        .attribute("rel", "self")
        .attribute("type", "application/rss+xml")
        .attribute("href", feed.url())
        .close();
    feed.posts().forEach(post -> write(feed, post, xml));
    return xml.document();
  }

  private static void write(BlogFeed feed, Post post, Xml xml) {
    xml.open("item")
        .element("title", post.title())
        .element("link", feed.url(post))
        .element("description", post.summary())
        .element("content:encoded", post.html())
        .element("dc:creator", feed.blog().author())
        .element("category", post.category())
        .element("pubDate", rfc822(post.date()));
    xml.open("guid").attribute("isPermaLink", "false").text(post.id()).close();
    xml.close();
  }

  private static String rfc822(Instant moment) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atZone(ZoneOffset.UTC));
  }
}
