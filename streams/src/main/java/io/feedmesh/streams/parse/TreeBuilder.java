package io.feedmesh.streams.parse;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Tag;
import org.xml.sax.Attributes;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** SAX events to the tree that all stages share: jsoup's, with canonical names. */
final class TreeBuilder extends DefaultHandler {
  private final Deadline deadline;
  private final Map<String, Tag> tags = new HashMap<>();
  private final StringBuilder text = new StringBuilder();
  private Element root;
  private Element current;
  private String home = "";
  private boolean netscape;
  private int events;

  TreeBuilder(Deadline deadline) {
    this.deadline = deadline;
  }

  Element root() {
    return root;
  }

  @Override
  public void startElement(String uri, String local, String qualified, Attributes attributes) {
    checkNowAndThen();
    flush();
    if (root == null) {
      home = uri;
    }
    int colon = qualified.indexOf(':');
    String prefix = colon < 0 ? "" : qualified.substring(0, colon);
    String name = Names.canonical(uri, prefix, local, home);
    Element element = new Element(tag(name), null, attributes(attributes));
    if (root == null) {
      root = element;
      Tree.namespace(root, netscape ? Names.RSS_090 : uri);
    } else {
      current.appendChild(element);
    }
    current = element;
  }

  @Override
  public void startPrefixMapping(String prefix, String uri) {
    netscape = netscape || Names.isRss090(uri);
  }

  @Override
  public void endElement(String uri, String local, String qualified) {
    flush();
    Element parent = current.parent();
    current = parent == null ? root : parent;
  }

  @Override
  public void characters(char[] characters, int start, int length) {
    checkNowAndThen();
    text.append(characters, start, length);
  }

  @Override
  public void fatalError(SAXParseException e) throws SAXParseException {
    throw e;
  }

  private void checkNowAndThen() {
    if ((++events & 0xFF) == 0) {
      deadline.check();
    }
  }

  private void flush() {
    if (!text.isEmpty() && current != null) {
      current.appendChild(new TextNode(text.toString()));
    }
    text.setLength(0);
  }

  private Tag tag(String name) {
    return tags.computeIfAbsent(name, Tree::tag);
  }

  private static org.jsoup.nodes.Attributes attributes(Attributes from) {
    if (from.getLength() == 0) {
      return null;
    }
    org.jsoup.nodes.Attributes to = new org.jsoup.nodes.Attributes();
    for (int i = 0; i < from.getLength(); i++) {
      to.add(from.getQName(i).toLowerCase(Locale.ROOT), from.getValue(i));
    }
    return to;
  }
}
