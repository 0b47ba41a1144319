package io.feedmesh.streams.parse;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/** Writes feeds of every dialect, each with other fields, as plain publishers do. */
final class FeedWriter {
  private static final String[] TITLES = {
    "One", "Two &amp; three", "&lt;b&gt;Bold&lt;/b&gt; words", "<![CDATA[<i>It</i> & more]]>",
    "caf\u00E9 \u4E2D\u6587", "  spaces \n around ", "&amp;amp; twice", "&#8217;tis &quot;it&quot;"
  };

  private final Random random;
  private final StringBuilder out = new StringBuilder();

  private FeedWriter(Random random) {
    this.random = random;
  }

  /** A whole document. */
  static String feed(Random random) {
    FeedWriter writer = new FeedWriter(random);
    switch (random.nextInt(4)) {
      case 0 -> writer.rss("2.0");
      case 1 -> writer.rss(random.nextBoolean() ? "0.93" : "0.94");
      case 2 -> writer.rdf();
      default -> writer.atom();
    }
    return writer.out.toString();
  }

  private void rss(String version) {
    out.append("<?xml version='1.0'?><rss version='").append(version);
    out.append("' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>T</title>");
    out.append("<link>http://a.example/</link><description>D</description>");
    int items = 1 + random.nextInt(5);
    for (int i = 0; i < items; i++) {
      out.append("<item>");
      boolean id = version.equals("2.0") && random.nextBoolean();
      if (id) {
        boolean permanent = random.nextBoolean();
        out.append("<guid isPermaLink='").append(permanent).append("'>");
        out.append(permanent ? "http://a.example/guid/" : "guid-").append(i).append("</guid>");
      }
      if (!id || random.nextInt(3) > 0) {
        link(i);
      }
      title();
      sometimes("<description>Text of " + i + "</description>");
      sometimes("<category>c</category>");
      String date =
          "<pubDate>" + DateTimeFormatter.RFC_1123_DATE_TIME.format(date()) + "</pubDate>";
      sometimes(random.nextBoolean() ? date : "<dc:date>" + date().toInstant() + "</dc:date>");
      out.append("</item>");
    }
    out.append("</channel></rss>");
  }

  private void rdf() {
    out.append("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'");
    out.append(" xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'>");
    out.append("<channel rdf:about='http://a.example/'><title>T</title>");
    out.append("<link>http://a.example/</link><description>D</description></channel>");
    int items = 1 + random.nextInt(5);
    for (int i = 0; i < items; i++) {
      out.append("<item rdf:about='http://a.example/about/").append(i).append("'>");
      title();
      link(i);
      sometimes("<dc:creator>Ann</dc:creator>");
      sometimes("<dc:date>" + date().toInstant() + "</dc:date>");
      out.append("</item>");
    }
    out.append("</rdf:RDF>");
  }

  private void atom() {
    out.append("<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><id>urn:feed</id>");
    out.append("<updated>2025-06-03T00:00:00Z</updated><link href='http://a.example/'/>");
    int items = 1 + random.nextInt(5);
    for (int i = 0; i < items; i++) {
      out.append("<entry><id>urn:entry:").append(i).append("</id><title type='html'>");
      out.append(TITLES[random.nextInt(TITLES.length)]).append("</title>");
      sometimes("<link rel='self' href='http://a.example/self/" + i + "'/>");
      out.append("<link ").append(random.nextBoolean() ? "rel='alternate' " : "");
      out.append("href='http://a.example/").append(i).append("?a=1&amp;b=2'/>");
      out.append("<updated>").append(date().toInstant()).append("</updated>");
      sometimes("<published>" + date().toInstant() + "</published>");
      sometimes(
          "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>x</div></content>");
      out.append("</entry>");
    }
    out.append("</feed>");
  }

  private void title() {
    out.append("<title>").append(TITLES[random.nextInt(TITLES.length)]).append("</title>");
  }

  private void link(int number) {
    out.append("<link>http://a.example/").append(number).append("?a=1&amp;b=2</link>");
  }

  private void sometimes(String xml) {
    if (random.nextBoolean()) {
      out.append(xml);
    }
  }

  private OffsetDateTime date() {
    return Instant.ofEpochSecond(86_400 + random.nextInt(1_800_000_000)).atOffset(ZoneOffset.UTC);
  }
}
