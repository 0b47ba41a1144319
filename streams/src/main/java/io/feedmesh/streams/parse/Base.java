package io.feedmesh.streams.parse;

import io.feedmesh.schemas.record.RejectReason;
import java.util.IdentityHashMap;
import org.jsoup.nodes.Element;

/**
 * What relative links are resolved against: xml:base of the elements around (XML Base, section 4),
 * at last where the document was found. A document says its base once and its links as often as it
 * likes, so both the length of a base and what links grow to in all are bounded. Not for several
 * threads.
 */
final class Base {
  private static final int MAX_LENGTH = 2_048;

  /** Characters of addresses that a document's relative links may become. */
  private static final int MAX_RESOLVED = 16 * 1024 * 1024;

  private final String documentUrl;
  private final IdentityHashMap<Element, String> bases = new IdentityHashMap<>();
  private long resolved;

  /**
   * @param documentUrl where the document was found
   */
  Base(String documentUrl) {
    this.documentUrl = documentUrl;
  }

  /** The link that stands in that element, absolute where it can be resolved. */
  String resolve(Element element, String link) {
    return link == null || Links.isHttp(link) ? link : counted(at(element), link);
  }

  /** The link of a document without elements, absolute where it can be resolved. */
  String resolve(String link) {
    return link == null || Links.isHttp(link) ? link : counted(documentUrl, link);
  }

  /** The base within the element. */
  String at(Element element) {
    Element with = element;
    while (with != null && !with.hasAttr("xml:base")) {
      with = with.parent();
    }
    if (with == null) {
      return documentUrl;
    }
    String known = bases.get(with);
    if (known == null) {
      String outer = at(with.parent());
      String own = Tree.attribute(with, "xml:base");
      known = own == null || own.length() > MAX_LENGTH ? outer : counted(outer, own);
      known = known.length() > MAX_LENGTH ? outer : known;
      bases.put(with, known);
    }
    return known;
  }

  private String counted(String base, String link) {
    String address = Links.resolve(base, link);
    resolved += address.length();
    if (resolved > MAX_RESOLVED) {
      throw new RefusedException(
          RejectReason.TOO_LARGE, "its relative links become more than " + MAX_RESOLVED);
    }
    return address;
  }
}
