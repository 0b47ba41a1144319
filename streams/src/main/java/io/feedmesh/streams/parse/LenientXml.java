package io.feedmesh.streams.parse;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * The last resort: jsoup's XML parser, which never fails. Elements that were left open end with
 * what they are in; prefixes that were never declared mean what they usually do.
 */
final class LenientXml {
  private final Deadline deadline;
  private String home;
  private String homePrefix;
  private int elements;

  private LenientXml(Deadline deadline) {
    this.deadline = deadline;
  }

  /** The root element, or null where there is no element at all. */
  static Element parse(String text, ParseBounds bounds, Deadline deadline) {
    checkNames(text);
    Parser parser = Parser.xmlParser().setMaxDepth(2 * bounds.depth());
    Document document = parser.parseInput(withoutOpenTag(text), "");
    deadline.check();
    Element root = document.firstElementChild();
    if (root != null) {
      root.remove();
      new LenientXml(deadline).rename(root, Map.of());
    }
    return root;
  }

  /** What a document is cut off within is no element. */
  private static String withoutOpenTag(String text) {
    int start = text.lastIndexOf('<');
    return start > text.lastIndexOf('>') ? text.substring(0, start) : text;
  }

  /** As the parser makes something of each name that it meets. */
  private static void checkNames(String text) {
    Set<String> names = new HashSet<>();
    for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
      names.add(text.substring(at + 1, MarkupScan.nameEnd(text, at + 1)));
      TreeBuilder.checkNames(names.size());
    }
  }

  private void rename(Element element, Map<String, String> outer) {
    if ((++elements & 0xFF) == 0) {
      deadline.check();
    }
    Map<String, String> scope = scope(element, outer);
    String qualified = element.tagName();
    int colon = qualified.indexOf(':');
    String prefix = colon < 0 ? "" : qualified.substring(0, colon).toLowerCase(Locale.ROOT);
    String uri = scope.getOrDefault(prefix, "");
    boolean root = home == null;
    if (root) {
      home = uri;
      homePrefix = prefix;
    }
    element.attributes().normalize();
    boolean ofRoot = uri.isEmpty() && prefix.equals(homePrefix) && !qualified.startsWith("rdf:");
    String name = Names.canonical(uri, ofRoot ? "" : prefix, qualified.substring(colon + 1), home);
    if (!name.isEmpty()) {
      element.tagName(name, Parser.NamespaceHtml);
    }
    if (root) {
      boolean netscape = scope.values().stream().anyMatch(Names::isRss090);
      Tree.namespace(element, netscape ? Names.RSS_090 : uri);
    }
    for (Element child = element.firstElementChild();
        child != null;
        child = child.nextElementSibling()) {
      rename(child, scope);
    }
  }

  private static Map<String, String> scope(Element element, Map<String, String> outer) {
    Map<String, String> scope = null;
    for (Attribute attribute : element.attributes()) {
      String name = attribute.getKey().toLowerCase(Locale.ROOT);
      if (name.equals("xmlns") || name.startsWith("xmlns:")) {
        scope = scope == null ? new HashMap<>(outer) : scope;
        scope.put(name.equals("xmlns") ? "" : name.substring(6), attribute.getValue().strip());
      }
    }
    return scope == null ? outer : scope;
  }
}
