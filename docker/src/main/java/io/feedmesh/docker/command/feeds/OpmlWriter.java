package io.feedmesh.docker.command.feeds;

import java.io.PrintWriter;
import java.util.Collection;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** OPML 2.0, as feed readers take it. */
final class OpmlWriter {
  private OpmlWriter() {}

  static void write(String title, Collection<String> feedUrls, PrintWriter out)
      throws XMLStreamException {
    out.println("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
    xml.writeStartElement("opml");
    xml.writeAttribute("version", "2.0");
    xml.writeStartElement("head");
    xml.writeStartElement("title");
    xml.writeCharacters(title);
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeStartElement("body");
    for (String url : feedUrls) {
      xml.writeCharacters("\n  ");
      xml.writeEmptyElement("outline");
      xml.writeAttribute("type", "rss");
      xml.writeAttribute("text", url);
      xml.writeAttribute("xmlUrl", url);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeEndElement();
    xml.flush();
    out.println();
  }
}
