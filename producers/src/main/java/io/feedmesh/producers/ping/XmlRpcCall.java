package io.feedmesh.producers.ping;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A call by XML-RPC (xmlrpc.com/spec.md), read without DTDs and entities of their own, with bounds.
 *
 * @param method name of the method
 * @param parameters texts of the scalar parameters in their places; a struct or array is empty
 */
record XmlRpcCall(String method, List<String> parameters) {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_PARAMETERS = 16;

  /** A new one each time: factories are not promised to be safe for several threads. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty("jdk.xml.elementAttributeLimit", "20");
    factory.setProperty("jdk.xml.maxElementDepth", Integer.toString(MAX_DEPTH));
    return factory;
  }

  /**
   * Reads one.
   *
   * @throws BadCallException if it is no call
   */
  static XmlRpcCall parse(byte[] body) throws BadCallException {
    int start = 0;
    while (start < body.length && Character.isWhitespace(body[start])) {
      start++; // some senders put a line before the XML declaration
    }
    try {
      XMLStreamReader xml =
          factory()
              .createXMLStreamReader(new ByteArrayInputStream(body, start, body.length - start));
      try {
        return read(xml);
      } finally {
        xml.close();
      }
    } catch (XMLStreamException | RuntimeException e) { // the JDK's parser throws both
      throw new BadCallException(
          BadCallException.NOT_WELL_FORMED, "expected an XML-RPC call in well-formed XML");
    }
  }

  private static XmlRpcCall read(XMLStreamReader xml) throws XMLStreamException, BadCallException {
    String method = null;
    List<String> parameters = new ArrayList<>();
    int depth = 0;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw new BadCallException(BadCallException.NO_CALL, "document types are not allowed");
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        String name = xml.getLocalName();
        if (depth == 0 && !name.equals("methodCall")) {
          throw new BadCallException(
              BadCallException.NO_CALL, "expected methodCall, found " + name);
        } else if (depth == 1 && name.equals("methodName")) {
          method = xml.getElementText().strip();
        } else if (depth == 2 && name.equals("param")) {
          parameters.add(parameter(xml));
        } else {
          depth++;
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
      if (parameters.size() > MAX_PARAMETERS) {
        throw new BadCallException(
            BadCallException.BAD_PARAMETERS, "more than " + MAX_PARAMETERS + " parameters");
      }
    }
    if (method == null) {
      throw new BadCallException(BadCallException.NO_CALL, "expected a methodName, found none");
    }
    return new XmlRpcCall(method, List.copyOf(parameters));
  }

  /** Text of the value, whether typed or not; a value without a type is a string. */
  private static String parameter(XMLStreamReader xml) throws XMLStreamException {
    StringBuilder untyped = new StringBuilder();
    StringBuilder typed = null;
    boolean compound = false;
    for (int depth = 1; depth > 0; ) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        String name = xml.getLocalName();
        compound |= name.equals("struct") || name.equals("array");
        if (depth == 3 && !compound) {
          typed = new StringBuilder();
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        (depth == 3 && typed != null ? typed : untyped).append(xml.getText());
      }
    }
    return compound ? "" : (typed == null ? untyped : typed).toString().strip();
  }
}
