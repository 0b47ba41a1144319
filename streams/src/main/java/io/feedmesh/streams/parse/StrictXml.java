package io.feedmesh.streams.parse;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jsoup.nodes.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXNotRecognizedException;
import org.xml.sax.SAXNotSupportedException;
import org.xml.sax.XMLReader;

/**
 * A plain SAX parse of well-formed XML without doctype. External entities are never looked at. One
 * reader for each thread, as making one costs more than parsing a small feed. But not for ever: a
 * reader remembers every name it has met, so one that has read a megabyte is replaced.
 */
final class StrictXml {
  private static final String LIMITS = "http://www.oracle.com/xml/jaxp/properties/";
  private static final int READER_CHARACTERS = 1024 * 1024;
  private static final ThreadLocal<StrictXml> READERS = ThreadLocal.withInitial(StrictXml::new);

  private final XMLReader reader = reader();
  private long characters;

  private StrictXml() {}

  /** The root element, or null where the text is not well-formed. */
  static Element parse(String text, ParseBounds bounds, Deadline deadline) {
    StrictXml strict = READERS.get();
    strict.characters += text.length();
    if (strict.characters > READER_CHARACTERS) {
      READERS.remove(); // after this document
    }
    XMLReader reader = strict.reader;
    TreeBuilder builder = new TreeBuilder(deadline);
    reader.setContentHandler(builder);
    reader.setErrorHandler(builder);
    try {
      // The names of these limits are those of the JDK's own parser, since JDK 8.
      reader.setProperty(LIMITS + "maxElementDepth", String.valueOf(bounds.depth()));
      reader.setProperty(LIMITS + "elementAttributeLimit", String.valueOf(bounds.attributes()));
      reader.setProperty(LIMITS + "maxXMLNameLimit", String.valueOf(bounds.nameLength()));
      reader.parse(new InputSource(new StringReader(text)));
      return builder.root();
    } catch (SAXNotRecognizedException | SAXNotSupportedException e) {
      throw new IllegalStateException("the XML parser lacks a limit that feeds need", e);
    } catch (SAXException | IOException notWellFormed) {
      return null;
    } finally {
      reader.setContentHandler(null);
      reader.setErrorHandler(null);
    }
  }

  private static XMLReader reader() {
    try {
      SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      return factory.newSAXParser().getXMLReader();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("the JDK's XML parser cannot be hardened", e);
    }
  }
}
