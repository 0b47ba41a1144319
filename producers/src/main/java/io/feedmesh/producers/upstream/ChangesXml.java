package io.feedmesh.producers.upstream;

import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A list of changes as weblogs.com published it: {@code changes.xml}, {@code shortChanges.xml}.
 * Read without DTDs and entities of their own, with bounds.
 *
 * @param weblogs what changed, in the order of the document; those without any address are left out
 */
record ChangesXml(List<Weblog> weblogs) {
  static final int MAX_WEBLOGS = 10_000;

  private static final long MAX_AGO_SECONDS = 30L * 24 * 3600;

  /** It is no such list, or goes past a bound. */
  static final class BadListException extends Exception {
    private static final long serialVersionUID = 1L;

    BadListException(String message) {
      super(message);
    }
  }

  /**
   * One that changed.
   *
   * @param name of the site, or null
   * @param url of its page, or null
   * @param feedUrl of its feed, or null
   * @param at when, by the list's clock
   */
  record Weblog(String name, String url, String feedUrl, Instant at) {
    /** What it is known by. */
    String key() {
      return feedUrl == null ? url : feedUrl;
    }
  }

  /**
   * Reads one.
   *
   * @param now stands for the time of the list where that says none
   */
  static ChangesXml parse(byte[] body, Instant now) throws BadListException {
    try {
      XMLStreamReader xml = factory().createXMLStreamReader(new ByteArrayInputStream(body));
      try {
        return read(xml, now);
      } finally {
        xml.close();
      }
    } catch (XMLStreamException | RuntimeException e) { // the JDK's parser throws both
      throw new BadListException("expected weblogUpdates in well-formed XML");
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty("jdk.xml.elementAttributeLimit", "20");
    factory.setProperty("jdk.xml.maxElementDepth", "8");
    return factory;
  }

  private static ChangesXml read(XMLStreamReader xml, Instant now)
      throws XMLStreamException, BadListException {
    List<Weblog> weblogs = new ArrayList<>();
    Instant updated = null;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw new BadListException("document types are not allowed");
      } else if (event == XMLStreamConstants.START_ELEMENT && updated == null) {
        if (!xml.getLocalName().equals("weblogUpdates")) {
          throw new BadListException("expected weblogUpdates, found " + xml.getLocalName());
        }
        updated = time(xml.getAttributeValue(null, "updated"), now);
      } else if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("weblog")) {
        Weblog weblog = weblog(xml, updated);
        if (weblog.key() != null) {
          weblogs.add(weblog);
        }
        if (weblogs.size() > MAX_WEBLOGS) {
          throw new BadListException("more than " + MAX_WEBLOGS + " weblogs");
        }
      }
    }
    return new ChangesXml(weblogs);
  }

  private static Weblog weblog(XMLStreamReader xml, Instant updated) {
    String feed = attribute(xml, "rssUrl");
    return new Weblog(
        attribute(xml, "name"),
        attribute(xml, "url"),
        feed == null ? attribute(xml, "rss") : feed,
        updated.minusSeconds(ago(attribute(xml, "when"))));
  }

  private static String attribute(XMLStreamReader xml, String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** Seconds ago; nonsense is now. */
  private static long ago(String when) {
    return when != null && when.matches("[0-9]{1,9}")
        ? Math.min(MAX_AGO_SECONDS, Long.parseLong(when))
        : 0;
  }

  private static Instant time(String updated, Instant now) {
    try {
      Instant said =
          ZonedDateTime.parse(updated.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return said.isAfter(now) ? now : said;
    } catch (DateTimeException | NullPointerException e) {
      return now;
    }
  }
}
