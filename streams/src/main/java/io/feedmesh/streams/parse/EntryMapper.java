package io.feedmesh.streams.parse;

import io.feedmesh.schemas.record.Enclosure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;

/** One item of RSS or entry of Atom: every element under the names that its dialects give it. */
final class EntryMapper {
  private static final int MAX_LIST = 100;

  private final Base base;
  private final boolean atom;
  private final List<String> feedAuthors;

  /**
   * @param base what relative links are resolved against
   * @param atom whether text follows the rules of Atom
   * @param feedAuthors authors of entries that name none
   */
  EntryMapper(Base base, boolean atom, List<String> feedAuthors) {
    this.base = base;
    this.atom = atom;
    this.feedAuthors = feedAuthors;
  }

  Draft map(Element item) {
    String id = id(item);
    List<String> authors = People.of(item);
    return new Draft(
        id,
        link(item, id),
        TextConstruct.plain(
            Tree.child(item, "title", "atom:title", "dc:title", "itunes:title", "media:title"),
            atom),
        summary(item),
        content(item),
        authors.isEmpty() ? feedAuthors : authors,
        categories(item),
        date(
            item,
            "pubdate",
            "published",
            "issued",
            "atom:published",
            "dcterms:issued",
            "dc:date",
            "created",
            "dcterms:created"),
        date(item, "updated", "modified", "atom:updated", "dcterms:modified"),
        language(item),
        comments(item),
        enclosures(item),
        Extras.of(item, base, atom));
  }

  private static String id(Element item) {
    String id = Tree.textOf(item, "guid", "id", "atom:id");
    return id == null ? Tree.attribute(item, "rdf:about") : id;
  }

  private String link(Element item, String id) {
    String link = base.resolve(item, Tree.textOf(item, "link"));
    if (link == null) {
      link = alternate(item);
    }
    if (link == null && Links.isHttp(id)) {
      Element guid = Tree.child(item, "guid");
      boolean permanent =
          guid != null && !guid.attr("ispermalink").strip().equalsIgnoreCase("false");
      link = permanent || item.hasAttr("rdf:about") ? id : null;
    }
    return link;
  }

  /** RFC 4287, section 4.2.7.2: without rel it is an alternate; HTML comes before other types. */
  private String alternate(Element item) {
    Element best = null;
    for (Element link : Tree.children(item, "link", "atom:link")) {
      String rel = FeedLinks.rel(link);
      boolean candidate = link.hasAttr("href") && (rel.isEmpty() || rel.equals("alternate"));
      boolean html = link.attr("type").contains("html");
      if (candidate && (best == null || (html && !best.attr("type").contains("html")))) {
        best = link;
      }
    }
    return best == null ? null : base.resolve(best, Tree.attribute(best, "href"));
  }

  private String summary(Element item) {
    Element own = Tree.child(item, "description", "summary", "atom:summary", "dc:description");
    String summary = TextConstruct.html(own, atom);
    return summary == null
        ? Tree.textOf(item, "itunes:summary", "itunes:subtitle", "media:description")
        : summary;
  }

  private String content(Element item) {
    String encoded = TextConstruct.html(Tree.child(item, "content:encoded"), false);
    return encoded == null
        ? TextConstruct.html(Tree.child(item, "content", "body", "atom:content"), atom)
        : encoded;
  }

  private static List<String> categories(Element item) {
    Set<String> found = new LinkedHashSet<>();
    for (Element category : Tree.children(item, "category", "dc:subject", "atom:category")) {
      String text = PlainText.ofHtml(Tree.text(category));
      text = text == null ? Tree.attribute(category, "label") : text;
      text = text == null ? Tree.attribute(category, "term") : text;
      if (text != null && found.size() < MAX_LIST) {
        found.add(text);
      }
    }
    return List.copyOf(found);
  }

  private static Instant date(Element item, String... names) {
    for (String name : names) {
      Instant date = FeedDates.parse(Tree.textOf(item, name));
      if (date != null) {
        return date;
      }
    }
    return null;
  }

  private static String language(Element item) {
    String own = Tree.attribute(item, "xml:lang");
    return own == null ? Tree.textOf(item, "dc:language", "language") : own;
  }

  private String comments(Element item) {
    String comments = Tree.textOf(item, "comments");
    if (comments != null) {
      return base.resolve(item, comments);
    }
    for (Element link : Tree.children(item, "link", "atom:link")) {
      if (FeedLinks.rel(link).equals("replies")) {
        return base.resolve(link, Tree.attribute(link, "href"));
      }
    }
    return null;
  }

  private List<Enclosure> enclosures(Element item) {
    Map<String, Enclosure> found = new LinkedHashMap<>();
    for (Element child : item.children()) {
      switch (child.tagName()) {
        case "enclosure", "media:content" -> add(found, child, "url", "href");
        case "enc:enclosure" -> add(found, child, "rdf:resource", "url");
        case "link", "atom:link" -> {
          if (FeedLinks.rel(child).equals("enclosure")) {
            add(found, child, "href", "url");
          }
        }
        case "media:group" ->
            Tree.children(child, "media:content").forEach(c -> add(found, c, "url", "href"));
        default -> {}
      }
    }
    return new ArrayList<>(found.values());
  }

  private void add(Map<String, Enclosure> found, Element element, String name, String otherName) {
    String url = Tree.attribute(element, name);
    url = base.resolve(element, url == null ? Tree.attribute(element, otherName) : url);
    if (url != null && found.size() < MAX_LIST) {
      String type = Tree.attribute(element, "type");
      String length = Tree.attribute(element, element.hasAttr("length") ? "length" : "filesize");
      found.putIfAbsent(url, new Enclosure(url, type, Numbers.positiveLong(length)));
    }
  }
}
