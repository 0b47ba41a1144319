package io.feedmesh.streams.parse;

import org.jsoup.nodes.Element;

/**
 * What relative links are resolved against: xml:base of the elements around (XML Base, section 4),
 * at last where the document was found.
 *
 * @param documentUrl where the document was found
 */
record Base(String documentUrl) {
  /** The link that stands in that element, absolute where it can be resolved. */
  String resolve(Element element, String link) {
    return link == null || Links.isHttp(link) ? link : Links.resolve(at(element), link);
  }

  private String at(Element element) {
    if (element == null) {
      return documentUrl;
    }
    String own = Tree.attribute(element, "xml:base");
    String outer = at(element.parent());
    return own == null ? outer : Links.resolve(outer, own);
  }
}
