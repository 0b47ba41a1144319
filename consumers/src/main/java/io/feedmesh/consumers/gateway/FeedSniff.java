package io.feedmesh.consumers.gateway;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a document is a feed, by a look at its beginning: the first element is {@code rss},
 * {@code feed}, {@code RDF} or {@code channel}, or it is an object of JSON Feed. Pure. What a feed
 * says is for the parser to judge; this only keeps pages and pictures out of the spool.
 */
final class FeedSniff {
  private static final Set<String> ROOTS = Set.of("rss", "feed", "rdf", "channel");
  private static final int PROLOG = 64 * 1024;
  private static final int JUNK = 1024;

  private FeedSniff() {}

  static boolean looksLikeFeed(byte[] document) {
    String text = beginning(document);
    int start = skipWhitespace(text, 0);
    if (start < text.length() && text.charAt(start) == '{') {
      return new String(document, StandardCharsets.ISO_8859_1).contains("jsonfeed.org");
    }
    int at = text.indexOf('<', start);
    if (at < 0 || at - start > JUNK) {
      return false;
    }
    while (at >= 0 && at < text.length()) {
      if (text.startsWith("<?", at)) {
        at = after(text, "?>", at);
      } else if (text.startsWith("<!--", at)) {
        at = after(text, "-->", at);
      } else if (text.startsWith("<!", at)) {
        at = afterDoctype(text, at);
      } else {
        return ROOTS.contains(elementName(text, at + 1));
      }
      at = at < 0 ? -1 : text.indexOf('<', at);
    }
    return false;
  }

  /** In the encoding that the first bytes betray; names are ASCII in all that matter. */
  private static String beginning(byte[] document) {
    Charset charset = StandardCharsets.ISO_8859_1;
    if (document.length >= 2) {
      int first = (document[0] & 0xff) << 8 | (document[1] & 0xff);
      if (first == 0xfeff || first == 0x003c) {
        charset = StandardCharsets.UTF_16BE;
      } else if (first == 0xfffe || first == 0x3c00) {
        charset = StandardCharsets.UTF_16LE;
      }
    }
    String text = new String(document, 0, Math.min(document.length, PROLOG), charset);
    if (text.startsWith("\ufeff")) {
      return text.substring(1);
    }
    return text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text; // UTF-8's mark
  }

  private static int skipWhitespace(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    return at;
  }

  private static int after(String text, String end, int from) {
    int at = text.indexOf(end, from);
    return at < 0 ? -1 : at + end.length();
  }

  private static int afterDoctype(String text, int from) {
    int end = text.indexOf('>', from);
    int subset = text.indexOf('[', from);
    if (subset >= 0 && subset < end) {
      int close = text.indexOf(']', subset);
      end = close < 0 ? -1 : text.indexOf('>', close);
    }
    return end < 0 ? -1 : end + 1;
  }

  private static String elementName(String text, int from) {
    int end = from;
    while (end < text.length() && " \t\r\n/>".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String name = text.substring(from, end);
    return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
  }
}
