package io.feedmesh.docker.demo;

/** RSS 1.0 (RDF) with the Dublin Core and content modules. */
final class Rss1Writer {
  private Rss1Writer() {}

  static String write(BlogFeed feed) {
    Xml xml = new Xml();
    xml.open("rdf:RDF")
        .attribute("xmlns", "http://purl.org/rss/1.0/")
        .attribute("xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#")
        .attribute("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .attribute("xmlns:content", "http://purl.org/rss/1.0/modules/content/");
    xml.open("channel")
        .attribute("rdf:about", feed.url())
        .element("title", feed.blog().name())
        .element("link", feed.homeUrl())
        .element("description", feed.blog().tagline())
        .element("dc:date", feed.updated().toString());
    xml.open("items").open("rdf:Seq");
    for (Post post : feed.posts()) {
      xml.open("rdf:li").attribute("rdf:resource", feed.url(post)).close();
    }
    xml.close().close().close();
    feed.posts().forEach(post -> write(feed, post, xml));
    return xml.document();
  }

  private static void write(BlogFeed feed, Post post, Xml xml) {
    xml.open("item")
        .attribute("rdf:about", feed.url(post))
        .element("title", post.title())
        .element("link", feed.url(post))
        .element("description", post.summary())
        .element("content:encoded", post.html())
        .element("dc:identifier", post.id())
        .element("dc:creator", feed.blog().author())
        .element("dc:subject", post.category())
        .element("dc:date", post.date().toString())
        .close();
  }
}
