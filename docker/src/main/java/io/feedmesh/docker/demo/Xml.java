package io.feedmesh.docker.demo;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes an XML document into memory; escapes text and attributes. For one thread. Names may have a
 * prefix, which must be declared by {@link #attribute} like any other attribute.
 */
final class Xml {
  private final StringWriter text = new StringWriter(16 * 1024);
  private final XMLStreamWriter xml;

  Xml() {
    try {
      xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
    } catch (XMLStreamException e) {
      throw broken(e);
    }
  }

  /** Opens an element. */
  Xml open(String name) {
    return write(
        () -> {
          xml.writeCharacters("\n");
          xml.writeStartElement(name);
        });
  }

  /** Adds to the element just opened. */
  Xml attribute(String name, String value) {
    return write(() -> xml.writeAttribute(name, value));
  }

  /** An element that holds text alone. */
  Xml element(String name, String content) {
    return open(name)
        .write(
            () -> {
              xml.writeCharacters(content);
              xml.writeEndElement();
            });
  }

  /** Text in the open element. */
  Xml text(String content) {
    return write(() -> xml.writeCharacters(content));
  }

  /** Closes the innermost open element. */
  Xml close() {
    return write(xml::writeEndElement);
  }

  /** The whole document, every open element closed. */
  String document() {
    write(xml::writeEndDocument);
    return text + "\n";
  }

  private interface Step {
    void run() throws XMLStreamException;
  }

  private Xml write(Step step) {
    try {
      step.run();
    } catch (XMLStreamException e) {
      throw broken(e);
    }
    return this;
  }

  private static IllegalStateException broken(XMLStreamException e) {
    return new IllegalStateException("writing XML to memory failed: " + e.getMessage(), e);
  }
}
