package io.feedmesh.consumers.delta;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads documents with the platform's parser. */
final class Xml {
  private Xml() {}

  /** The document; fails if it is not well-formed. */
  static Document parse(byte[] document) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      return factory.newDocumentBuilder().parse(new ByteArrayInputStream(document));
    } catch (Exception e) {
      throw new AssertionError(
          "not well-formed: " + new String(document, StandardCharsets.UTF_8), e);
    }
  }

  /** The text of all elements of that local name, in their order. */
  static List<String> texts(byte[] document, String local) {
    NodeList found = parse(document).getElementsByTagNameNS("*", local);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(((Element) found.item(i)).getTextContent());
    }
    return texts;
  }
}
