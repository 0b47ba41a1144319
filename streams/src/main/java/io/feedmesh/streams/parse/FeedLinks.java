package io.feedmesh.streams.parse;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/** The links that a feed gives: its page, itself, its hubs. */
final class FeedLinks {
  private static final int MAX_HUBS = 10;

  private final Element channel;
  private final Base base;
  private final List<Element> links;

  FeedLinks(Element channel, Base base) {
    this.channel = channel;
    this.base = base;
    this.links = Tree.children(channel, "link", "atom:link");
  }

  static String rel(Element link) {
    return link.attr("rel").strip().toLowerCase(Locale.ROOT);
  }

  String page() {
    String text = Tree.textOf(channel, "link");
    if (text != null) {
      return base.resolve(channel, text);
    }
    String alternate = first("alternate");
    return alternate == null ? first("") : alternate;
  }

  String self() {
    return first("self");
  }

  List<String> hubs() {
    Set<String> hubs = new LinkedHashSet<>();
    for (Element link : links) {
      String href = Tree.attribute(link, "href");
      if (rel(link).equals("hub") && href != null && hubs.size() < MAX_HUBS) {
        hubs.add(base.resolve(link, href));
      }
    }
    return List.copyOf(hubs);
  }

  private String first(String rel) {
    for (Element link : links) {
      if (rel(link).equals(rel) && link.hasAttr("href")) {
        return base.resolve(link, Tree.attribute(link, "href"));
      }
    }
    return null;
  }
}
