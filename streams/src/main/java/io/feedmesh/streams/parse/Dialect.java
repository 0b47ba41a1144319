package io.feedmesh.streams.parse;

import io.feedmesh.schemas.record.FeedFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Where the feed is in a document, and in which dialect.
 *
 * @param format the dialect
 * @param root the element that says it
 * @param channel the element with what the feed says about itself
 */
record Dialect(FeedFormat format, Element root, Element channel) {
  private static final Set<String> ROOTS =
      Set.of("rss", "rdf:rdf", "rdf", "feed", "channel", "item", "entry");
  private static final int MAX_WRAPPERS = 3;

  /** The feed within the document; also one that somebody wrapped into other elements. */
  static Dialect of(Element document) {
    List<Element> level = List.of(document);
    for (int depth = 0; depth <= MAX_WRAPPERS; depth++) {
      List<Element> below = new ArrayList<>();
      for (Element element : level) {
        if (ROOTS.contains(element.tagName())) {
          return at(element);
        }
        below.addAll(element.children());
      }
      level = below;
    }
    throw Sniffer.notAFeed("an XML document with the root <" + document.tagName() + ">");
  }

  private static Dialect at(Element root) {
    String namespace = Tree.namespace(root);
    return switch (root.tagName()) {
      case "feed", "entry" -> new Dialect(atom(root, namespace), root, root);
      case "rdf:rdf", "rdf" ->
          new Dialect(
              namespace.equals(Names.RSS_090) ? FeedFormat.RSS_090 : FeedFormat.RSS_10,
              root,
              channel(root));
      default -> new Dialect(rss(root.attr("version")), root, channel(root));
    };
  }

  private static Element channel(Element root) {
    Element channel = Tree.child(root, "channel");
    return channel == null ? root : channel;
  }

  private static FeedFormat atom(Element root, String namespace) {
    boolean old =
        namespace.toLowerCase(Locale.ROOT).contains("purl.org/atom")
            || root.attr("version").strip().equals("0.3");
    return old ? FeedFormat.ATOM_03 : FeedFormat.ATOM_10;
  }

  private static FeedFormat rss(String version) {
    return switch (version.strip()) {
      case "0.90", "0.9" -> FeedFormat.RSS_090;
      case "0.91" -> FeedFormat.RSS_091;
      case "0.92" -> FeedFormat.RSS_092;
      case "0.93" -> FeedFormat.RSS_093;
      case "0.94" -> FeedFormat.RSS_094;
      case "1.0" -> FeedFormat.RSS_10;
      default -> FeedFormat.RSS_20;
    };
  }
}
