package io.feedmesh.streams.parse;

import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/** The links that a feed gives: its page, itself, who tells of its changes. */
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

  /**
   * Where its rssCloud takes pleaseNotify (RSS 2.0, element cloud), if it does so by HTTP; XML-RPC
   * and SOAP are left out.
   */
  String cloud() {
    Element cloud = Tree.child(channel, "cloud");
    if (cloud == null || !cloud.hasAttr("domain")) {
      return null;
    }
    String protocol = cloud.attr("protocol").strip().toLowerCase(Locale.ROOT);
    boolean secure = protocol.equals("https-post");
    if (!secure && !protocol.equals("http-post")) {
      return null;
    }
    String port = cloud.attr("port").strip();
    String path = cloud.attr("path").strip();
    String address =
        (secure ? "https://" : "http://")
            + cloud.attr("domain").strip()
            + (port.isEmpty() ? "" : ":" + port)
            + (path.startsWith("/") ? path : "/" + path);
    try {
      return FeedUrl.parse(address).toString();
    } catch (BadFeedUrlException e) {
      return null; // nobody can be asked there
    }
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
