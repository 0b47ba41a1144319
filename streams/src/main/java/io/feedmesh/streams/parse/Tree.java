package io.feedmesh.streams.parse;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;
import org.jsoup.parser.Tag;

/** Questions to the tree of a document. Names are canonical ({@link Names}). */
final class Tree {
  private static final String NAMESPACE = "\u0000namespace";

  private Tree() {}

  /** Remembers the namespace of the root element, which tells the dialect. */
  static void namespace(Element root, String uri) {
    root.attributes().add(NAMESPACE, uri);
  }

  static String namespace(Element root) {
    return root.attributes().get(NAMESPACE);
  }

  static Tag tag(String name) {
    return Tag.valueOf(name, Parser.NamespaceHtml, ParseSettings.preserveCase);
  }

  /** The first child of one of the names, by the order of the names; null where there is none. */
  static Element child(Element parent, String... names) {
    for (String name : names) {
      for (Node node = parent.firstChild(); node != null; node = node.nextSibling()) {
        if (node instanceof Element element && element.tagName().equals(name)) {
          return element;
        }
      }
    }
    return null;
  }

  /** The children of any of the names, in the order of the document. */
  static List<Element> children(Element parent, String... names) {
    List<String> wanted = List.of(names);
    List<Element> found = new ArrayList<>();
    for (Node node = parent.firstChild(); node != null; node = node.nextSibling()) {
      if (node instanceof Element element && wanted.contains(element.tagName())) {
        found.add(element);
      }
    }
    return found;
  }

  /** Text of an element without white space around it, or null where there is none. */
  static String text(Element element) {
    if (element == null) {
      return null;
    }
    boolean plain = element.childNodeSize() == 1 && element.firstChild() instanceof TextNode;
    String text = plain ? ((TextNode) element.childNode(0)).getWholeText() : element.wholeText();
    return blankToNull(Misread.repaired(text.strip()));
  }

  /** Text of the first child of these names that has any. */
  static String textOf(Element parent, String... names) {
    for (String name : names) {
      String text = null;
      for (Node node = parent.firstChild();
          node != null && text == null;
          node = node.nextSibling()) {
        if (node instanceof Element element && element.tagName().equals(name)) {
          text = text(element);
        }
      }
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /** What is in an element as mark-up where it has elements, else its text; null where blank. */
  static String content(Element element) {
    if (element == null) {
      return null;
    }
    boolean plain = true;
    for (Node node : element.childNodes()) {
      plain = plain && node instanceof TextNode;
    }
    return plain ? text(element) : markup(element);
  }

  /** What is in an element as HTML. */
  static String markup(Element element) {
    Document frame = new Document("");
    frame.outputSettings().prettyPrint(false).syntax(Document.OutputSettings.Syntax.html);
    Element copy = element.clone();
    frame.appendChild(copy);
    return blankToNull(Misread.repaired(copy.html().strip()));
  }

  /** Value of an attribute without white space around it, or null where there is none. */
  static String attribute(Element element, String name) {
    return element == null ? null : blankToNull(element.attr(name).strip());
  }

  static String blankToNull(String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
