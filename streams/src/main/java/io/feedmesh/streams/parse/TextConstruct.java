package io.feedmesh.streams.parse;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/**
 * Text of Atom (RFC 4287, section 3.1) and of RSS, which leaves open whether it is HTML: there it
 * is taken as HTML. What goes out is HTML, or plain text for titles.
 */
final class TextConstruct {
  private static final int MAX_PLAIN = 50_000;

  private TextConstruct() {}

  /** Plain text, as titles are: cut where it is longer than any title; or null. */
  static String plain(Element element, boolean atom) {
    if (element == null) {
      return null;
    }
    return switch (kind(element, atom)) {
      case TEXT -> PlainText.folded(cut(text(element)));
      case HTML -> PlainText.ofHtml(cut(text(element)));
      case MARKUP -> PlainText.ofHtml(cut(Tree.markup(element)));
      case OTHER -> null;
    };
  }

  private static String cut(String text) {
    return text == null || text.length() <= MAX_PLAIN ? text : text.substring(0, MAX_PLAIN);
  }

  /** HTML, or null. */
  static String html(Element element, boolean atom) {
    if (element == null) {
      return null;
    }
    return switch (kind(element, atom)) {
      case TEXT -> escaped(text(element));
      case HTML -> text(element);
      case MARKUP -> Tree.markup(withoutFrame(element));
      case OTHER -> null;
    };
  }

  /** Plain text as HTML. */
  static String escaped(String text) {
    return text == null ? null : Entities.escape(text);
  }

  private enum Kind {
    TEXT,
    HTML,
    MARKUP,
    OTHER
  }

  private static Kind kind(Element element, boolean atom) {
    boolean elements = element.firstElementChild() != null;
    if (!atom) {
      return elements ? Kind.MARKUP : Kind.HTML;
    }
    String type = element.attr("type").strip().toLowerCase(Locale.ROOT);
    if (elements || type.equals("xhtml") || type.equals("application/xhtml+xml")) {
      return elements ? Kind.MARKUP : Kind.HTML;
    }
    if (type.equals("html") || type.equals("text/html") || element.attr("mode").equals("escaped")) {
      return Kind.HTML;
    }
    boolean text = type.indexOf('/') < 0 || type.startsWith("text") || type.endsWith("xml");
    return text ? Kind.TEXT : Kind.OTHER;
  }

  private static String text(Element element) {
    String text = Tree.text(element);
    if (text == null || !element.attr("mode").equalsIgnoreCase("base64")) {
      return text;
    }
    try {
      return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return text;
    }
  }

  /** The div that Atom puts around XHTML is no part of it (RFC 4287, section 3.1.1.3). */
  private static Element withoutFrame(Element element) {
    Element only = element.firstElementChild();
    boolean frame =
        only != null
            && only.tagName().equals("div")
            && only.nextElementSibling() == null
            && element.ownText().isBlank();
    return frame ? only : element;
  }
}
