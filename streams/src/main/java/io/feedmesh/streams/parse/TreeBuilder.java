package io.feedmesh.streams.parse;

import io.feedmesh.schemas.record.RejectReason;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Tag;
import org.xml.sax.Attributes;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** SAX events to the tree that all stages share: jsoup's, with canonical names. */
final class TreeBuilder extends DefaultHandler {
  /** Nobody asks for the white space in them, and there is much of it. */
  private static final Set<String> FRAMES =
      Set.of("rss", "rdf:rdf", "channel", "feed", "item", "entry");

  /** Of elements and of attributes; the JDK's parser keeps each of them as long as it lives. */
  private static final int MAX_NAMES = 10_000;

  private final Deadline deadline;
  private final Map<String, Tag> tags = new HashMap<>();
  private final Set<String> attributeNames = new HashSet<>();
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
    if (!text.isEmpty() && current != null && !(FRAMES.contains(current.tagName()) && isBlank())) {
      current.appendChild(new TextNode(text.toString()));
    }
    text.setLength(0);
  }

  private boolean isBlank() {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > ' ') {
        return false;
      }
    }
    return true;
  }

  private Tag tag(String name) {
    Tag tag = tags.computeIfAbsent(name, Tree::tag);
    checkNames(tags.size());
    return tag;
  }

  static void checkNames(int names) {
    if (names > MAX_NAMES) {
      throw new RefusedException(
          RejectReason.TOO_LARGE, "at most " + MAX_NAMES + " different names are read, found more");
    }
  }

  private org.jsoup.nodes.Attributes attributes(Attributes from) {
    if (from.getLength() == 0) {
      return null;
    }
    org.jsoup.nodes.Attributes to = new org.jsoup.nodes.Attributes();
    for (int i = 0; i < from.getLength(); i++) {
      String name = from.getQName(i).toLowerCase(Locale.ROOT);
      attributeNames.add(name);
      to.add(name, from.getValue(i));
    }
    checkNames(attributeNames.size());
    return to;
  }
}
