package io.feedmesh.docker.command.feeds;

import java.io.ByteArrayInputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The feed addresses of an OPML document: every {@code xmlUrl} of every outline, however deep.
 * Document types and entities of its own are refused. Pure.
 */
final class OpmlReader {
  private static final XMLInputFactory FACTORY = factory();

  private OpmlReader() {}

  /**
   * The addresses as written, each once, in their order.
   *
   * @throws IllegalArgumentException if it is no OPML; the message says what it is instead
   */
  static Set<String> read(byte[] document) {
    Set<String> urls = new LinkedHashSet<>();
    try {
      XMLStreamReader xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
      boolean root = true;
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD) {
          throw new IllegalArgumentException("it has a DOCTYPE, which is refused: remove it");
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
          if (root && !xml.getLocalName().equalsIgnoreCase("opml")) {
            throw new IllegalArgumentException("its root is <" + xml.getLocalName() + ">");
          }
          root = false;
          addUrl(xml, urls);
        }
      }
      return urls;
    } catch (XMLStreamException e) {
      throw new IllegalArgumentException("no XML at line " + line(e) + ": " + problem(e), e);
    }
  }

  private static void addUrl(XMLStreamReader xml, Set<String> urls) {
    if (!xml.getLocalName().equalsIgnoreCase("outline")) {
      return;
    }
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      String value = xml.getAttributeValue(i).strip();
      if (xml.getAttributeLocalName(i).equalsIgnoreCase("xmlUrl") && !value.isEmpty()) {
        urls.add(value);
      }
    }
  }

  private static int line(XMLStreamException e) {
    return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
  }

  /** The JDK's message without its location and line breaks. */
  private static String problem(XMLStreamException e) {
    String message = String.valueOf(e.getMessage());
    int at = message.indexOf("Message: ");
    return (at < 0 ? message : message.substring(at + 9)).replaceAll("\\s+", " ");
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }
}
