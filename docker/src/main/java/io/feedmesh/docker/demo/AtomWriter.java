package io.feedmesh.docker.demo;

/** Atom 1.0 (RFC 4287). */
final class AtomWriter {
  private AtomWriter() {}

  static String write(BlogFeed feed) {
    Xml xml = new Xml();
    xml.open("feed")
        .attribute("xmlns", "http://www.w3.org/2005/Atom")
        .attribute("xml:lang", "en")
        .element("id", "tag:" + feed.blog().slug() + ".example,2026:feed")
        .element("title", feed.blog().name())
        .element("subtitle", feed.blog().tagline())
        .element("updated", feed.updated().toString());
    link(xml, "self", feed.url());
    link(xml, "alternate", feed.homeUrl());
    xml.open("author").element("name", feed.blog().author()).close();
    feed.posts().forEach(post -> write(feed, post, xml));
    return xml.document();
  }

  private static void write(BlogFeed feed, Post post, Xml xml) {
    xml.open("entry")
        .element("id", post.id())
        .element("title", post.title())
        .element("published", post.date().toString())
        .element("updated", post.date().toString());
    link(xml, "alternate", feed.url(post));
    xml.open("category").attribute("term", post.category()).close();
    xml.element("summary", post.summary());
    xml.open("content").attribute("type", "html").text(post.html()).close();
    xml.close();
  }

  private static void link(Xml xml, String rel, String href) {
    xml.open("link").attribute("rel", rel).attribute("href", href).close();
  }
}
