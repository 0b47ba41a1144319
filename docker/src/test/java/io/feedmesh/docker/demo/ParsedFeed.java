package io.feedmesh.docker.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A feed as the JDK's XML parser or Jackson understands it, apart from the code that wrote it. */
record ParsedFeed(String title, List<Entry> entries) {
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String RSS1 = "http://purl.org/rss/1.0/";
  private static final String DC = "http://purl.org/dc/elements/1.1/";
  private static final String CONTENT = "http://purl.org/rss/1.0/modules/content/";

  record Entry(
      String id,
      String title,
      String link,
      String html,
      String summary,
      String date,
      String author,
      String category) {}

  List<String> ids() {
    return entries.stream().map(Entry::id).toList();
  }

  static ParsedFeed parse(byte[] document) {
    try {
      return document[0] == '{' ? json(new ObjectMapper().readTree(document)) : xml(document);
    } catch (Exception e) {
      throw new AssertionError(
          "no well-formed feed: " + new String(document, StandardCharsets.UTF_8), e);
    }
  }

  private static ParsedFeed xml(byte[] document) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    DocumentBuilder builder = factory.newDocumentBuilder();
    Element root = builder.parse(new ByteArrayInputStream(document)).getDocumentElement();
    return switch (root.getLocalName()) {
      case "rss" -> feed(root, null, "item", ParsedFeed::rss2);
      case "feed" -> feed(root, ATOM, "entry", ParsedFeed::atom);
      case "RDF" -> feed(root, RSS1, "item", ParsedFeed::rss1);
      default -> throw new AssertionError("a feed's root element, found " + root.getTagName());
    };
  }

  private interface Reader {
    Entry read(Element entry);
  }

  private static ParsedFeed feed(Element root, String namespace, String name, Reader reader) {
    List<Entry> entries = new ArrayList<>();
    for (Element entry : elements(root, namespace, name)) {
      entries.add(reader.read(entry));
    }
    return new ParsedFeed(text(root, namespace, "title"), entries);
  }

  private static Entry rss2(Element item) {
    return new Entry(
        text(item, null, "guid"),
        text(item, null, "title"),
        text(item, null, "link"),
        text(item, CONTENT, "encoded"),
        text(item, null, "description"),
        text(item, null, "pubDate"),
        text(item, DC, "creator"),
        text(item, null, "category"));
  }

  private static Entry rss1(Element item) {
    return new Entry(
        text(item, DC, "identifier"),
        text(item, RSS1, "title"),
        text(item, RSS1, "link"),
        text(item, CONTENT, "encoded"),
        text(item, RSS1, "description"),
        text(item, DC, "date"),
        text(item, DC, "creator"),
        text(item, DC, "subject"));
  }

  private static Entry atom(Element entry) {
    Element feed = (Element) entry.getParentNode();
    return new Entry(
        text(entry, ATOM, "id"),
        text(entry, ATOM, "title"),
        elements(entry, ATOM, "link").get(0).getAttribute("href"),
        text(entry, ATOM, "content"),
        text(entry, ATOM, "summary"),
        text(entry, ATOM, "updated"),
        text(feed, ATOM, "name"),
        elements(entry, ATOM, "category").get(0).getAttribute("term"));
  }

  private static ParsedFeed json(JsonNode feed) {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode item : feed.get("items")) {
      entries.add(
          new Entry(
              item.get("id").textValue(),
              item.get("title").textValue(),
              item.get("url").textValue(),
              item.get("content_html").textValue(),
              item.get("summary").textValue(),
              item.get("date_published").textValue(),
              item.get("authors").get(0).get("name").textValue(),
              item.get("tags").get(0).textValue()));
    }
    return new ParsedFeed(feed.get("title").textValue(), entries);
  }

  private static String text(Element parent, String namespace, String name) {
    return elements(parent, namespace, name).get(0).getTextContent();
  }

  private static List<Element> elements(Element parent, String namespace, String name) {
    NodeList nodes =
        namespace == null
            ? parent.getElementsByTagName(name)
            : parent.getElementsByTagNameNS(namespace, name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
